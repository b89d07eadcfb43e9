using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether the model ends before the activation that its loss applies itself: error when every output row is a probability distribution although
/// cross-entropy takes scores, or every output lies in 0..1 although the binary loss takes scores.
/// </summary>
/// <remarks>It asks again with an input that is ten times as large: scores then leave the range, probabilities do not.</remarks>
/// <param name="probe">The model and the batch.</param>
public sealed class SoftmaxTwiceCheck(ModelProbe probe) : Check
{
    private const double Tolerance = 1e-4;

    /// <inheritdoc/>
    public override string Id => "model/softmax-twice";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (probe.Loss.Kind is not (PredictionKind.Classes or PredictionKind.Labels))
        {
            return CheckResult.NotChecked(Id, $"{probe.Loss.GetType().Name} takes numbers as they are");
        }

        Module model = probe.CreateModel();
        model.Eval();
        bool isSoftmax = probe.Loss.Kind == PredictionKind.Classes;
        (bool one, float low, float high) = Ask(model, 1, isSoftmax);
        bool twice = one && Ask(model, 10, isSoftmax).Inside;
        if (!twice)
        {
            return CheckResult.Pass(Id, $"the outputs are scores, {low:0.00} to {high:0.00} (n = {probe.Count})");
        }

        string activation = isSoftmax ? "softmax" : "sigmoid";
        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"the model ends with {activation}, and {probe.Loss.GetType().Name} applies {activation} again",
            Evidence = isSoftmax ? $"all {probe.Count} output rows are positive and sum to 1" : $"all outputs lie between {low:0.###} and {high:0.###}",
            N = probe.Count,
            Threshold = "scores of any size",
            HowToFix = $"remove the last {activation}: the loss has it, and GetPreds gives probabilities",
            Why = isSoftmax
                ? "the loss cannot fall below ln(1 + (K - 1)/e), and gradients are small"
                : "the loss cannot fall below ln(1 + 1/e) = 0.313 for a right label, and gradients are small",
        }]);
    }

    private (bool Inside, float Low, float High) Ask(Module model, float scale, bool isSoftmax)
    {
        Tensor[] inputs = [.. probe.Inputs().Select(input => input.DType == DType.Float32 ? input * scale : input)];
        using (StepScope.Begin())
        using (NoGrad.Enter())
        {
            Tensor output = model.Forward(inputs);
            float[] values = output.To(DType.Float32).ToArray<float>();
            bool inside = values.Length > 0 && Array.TrueForAll(values, value => value is >= 0 and <= 1);
            if (inside && isSoftmax)
            {
                inside = output.Rank >= 2 && Array.TrueForAll(output.Sum([1]).ToArray<float>(), sum => Math.Abs(sum - 1) < Tolerance);
            }

            return (inside, values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(0).Max());
        }
    }
}
