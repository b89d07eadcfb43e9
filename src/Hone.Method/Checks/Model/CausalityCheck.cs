using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether a sequence model looks into the future (M37): when an input changes at one time, the outputs at all earlier times must stay exactly as they are. error with
/// the first pair of times. For models that answer at every time, such as language models; not for those that read the whole sequence first.
/// </summary>
/// <remarks>It changes inputs instead of asking for gradients, so that codes of words are checked like numbers.</remarks>
/// <param name="probe">The model and the batch; input [batch, time, ...].</param>
/// <param name="outputTimeAxis">The axis of the output that is time: 1 for [batch, time, ...], 2 for [batch, classes, time].</param>
/// <param name="times">How many times are changed, one after the other, spread over the sequence.</param>
public sealed class CausalityCheck(ModelProbe probe, int outputTimeAxis = 1, int times = 4) : Check
{
    /// <inheritdoc/>
    public override string Id => "model/causality";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        model.Eval();
        Tensor[] inputs = probe.Inputs();
        (Shape shape, float[] plain) = Answer(model, inputs);
        int length = inputs[0].Rank < 2 ? 0 : inputs[0].Shape[1];
        if (length < 2 || shape.Rank <= outputTimeAxis || shape[outputTimeAxis] != length)
        {
            return CheckResult.NotChecked(Id, $"input {inputs[0].Shape} and output {shape} have no time axis in common (axes 1 and {outputTimeAxis})");
        }

        foreach (int changed in Enumerable.Range(1, Math.Min(times, length - 1)).Select(k => k * (length - 1) / Math.Min(times, length - 1)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            inputs[0] = Changed(probe.Inputs()[0], changed);
            float[] other = Answer(model, inputs).Values;
            int early = EarliestChange(shape, plain, other);
            if (early < changed)
            {
                return Found(early, changed, length);
            }
        }

        return CheckResult.Pass(Id, $"no output changes before the input does, {length} times (n = {probe.Count})");
    }

    /// <summary>The same input with other values at one time of every item.</summary>
    private static Tensor Changed(Tensor input, int time)
    {
        int length = input.Shape[1];
        int width = input.ElementCount / (input.Shape[0] * length);
        if (input.DType == DType.Int64)
        {
            long[] codes = input.ToArray<long>();
            long least = codes.Min();
            long most = Math.Max(least + 1, codes.Max());
            Change(codes, code => code == least ? most : least);
            return input.WithValues<long>(codes);
        }

        float[] values = input.To(DType.Float32).ToArray<float>();
        Change(values, value => value == 0 ? 1 : -value);
        return Tensor.From(values, input.Shape);

        void Change<T>(T[] all, Func<T, T> other)
        {
            for (int item = 0; item < input.Shape[0]; item++)
            {
                for (int k = 0; k < width; k++)
                {
                    int at = (((item * length) + time) * width) + k;
                    all[at] = other(all[at]);
                }
            }
        }
    }

    private static (Shape Shape, float[] Values) Answer(Module model, IReadOnlyList<Tensor> inputs)
    {
        using (StepScope.Begin())
        using (NoGrad.Enter())
        {
            Tensor output = model.Forward([.. inputs.Select(TensorCopy.Of)]);
            return (output.Shape, output.To(DType.Float32).ToArray<float>());
        }
    }

    /// <summary>The first time at which any output differs; the number of times when none does.</summary>
    private int EarliestChange(Shape shape, float[] plain, float[] other)
    {
        int length = shape[outputTimeAxis];
        int inner = 1;
        for (int axis = outputTimeAxis + 1; axis < shape.Rank; axis++)
        {
            inner *= shape[axis];
        }

        int earliest = length;
        for (int i = 0; i < plain.Length; i++)
        {
            if (!plain[i].Equals(other[i]))
            {
                earliest = Math.Min(earliest, i / inner % length);
            }
        }

        return earliest;
    }

    private CheckResult Found(int early, int changed, int length) => CheckResult.Of(Id, "", [new Finding
    {
        Id = Id,
        Severity = Severity.Error,
        What = $"the output at time {early} depends on the input at time {changed}: the model looks into the future",
        Evidence = $"{length} times, items {string.Join(", ", probe.ItemIds.Take(3))}",
        N = probe.Count,
        Threshold = "outputs that stay exactly as they are",
        HowToFix = "mask attention (IsCausal), pad convolutions on the left, use no layer in both directions, and shift the targets by one",
        Why = "a model that has seen the next word predicts it perfectly, and is worthless in use",
    }]);
}
