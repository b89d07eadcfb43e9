using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether model, target and loss fit together (M32): one forward pass must give what the loss expects, axis by axis, and as many classes as
/// the target has. error when not.
/// </summary>
/// <param name="probe">The model and the batch.</param>
public sealed class LossFitCheck(ModelProbe probe) : Check
{
    /// <inheritdoc/>
    public override string Id => "batch/loss";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        model.Eval();
        using StepScope step = StepScope.Begin();
        using NoGrad noGrad = NoGrad.Enter();
        Tensor output;
        try
        {
            output = model.Forward(probe.Inputs());
        }
        catch (ShapeException error)
        {
            return Found("the model does not take the batch", $"input {probe.InputShape}; {FirstLine(error)}", "an input that fits the first layers", error.Try);
        }

        if (Mismatch(output) is { } mismatch)
        {
            return mismatch;
        }

        try
        {
            double loss = probe.LossOf(output).Item();
            return CheckResult.Pass(Id, $"output {output.Shape} fits target {TargetText()} and {probe.Loss.GetType().Name}, loss {loss:0.000} (n = {probe.Count})");
        }
        catch (HoneException error)
        {
            return Found(
                $"{probe.Loss.GetType().Name} does not take the output and the target",
                $"output {output.DType} {output.Shape}, target {TargetText()}; {FirstLine(error)}",
                "shapes and types that the loss reads",
                error.Try);
        }
    }

    private CheckResult? Mismatch(Tensor output)
    {
        if (output.Rank == 0 || output.Shape[0] != probe.Count)
        {
            return Found(
                $"axis 0 (batch) of the output is {(output.Rank == 0 ? "missing" : output.Shape[0])}, {probe.Count} items went in",
                $"output {output.Shape}, input {probe.InputShape}",
                $"[{probe.Count}, ...]",
                "look for a reshape or a view that mixes the batch with other axes: keep axis 0 as it is");
        }

        DType expected = probe.Loss.Kind == PredictionKind.Classes ? DType.Int64 : DType.Float32;
        DType got = probe.Target().DType;
        bool isYesOrNo = probe.Loss.Kind == PredictionKind.Labels && got == DType.Int64; // The loss reads the classes 0 and 1 as numbers, and names others itself.
        if (probe.Loss.Kind is not null && got != expected && !isYesOrNo)
        {
            return Found(
                $"{probe.Loss.GetType().Name} reads {expected} targets, the batch has {got}",
                $"target {TargetText()}",
                $"{expected}",
                expected == DType.Int64 ? "make the target a category (CategoryBlock), or choose a loss for numbers" : "make the target numbers (RegressionBlock, MultiCategoryBlock), or choose a loss for classes");
        }

        bool countsClasses = probe.Loss.Kind == PredictionKind.Classes && probe.ClassCount > 0 && output.Rank >= 2;
        if (countsClasses && output.Shape[1] != probe.ClassCount)
        {
            return Found(
                $"axis 1 (classes) of the output is {output.Shape[1]}, the target has {probe.ClassCount} classes",
                $"output {output.Shape}, target {TargetText()}",
                $"[batch {probe.Count}, classes {probe.ClassCount}]",
                $"let the last layer have {probe.ClassCount} outputs");
        }

        return null;
    }

    private string TargetText() => $"{probe.Target().DType} {probe.Target().Shape}";

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0];

    private CheckResult Found(string what, string evidence, string threshold, string? howToFix) => CheckResult.Of(Id, "", [new Finding
    {
        Id = Id,
        Severity = Severity.Error,
        What = what,
        Evidence = evidence,
        N = probe.Count,
        Threshold = threshold,
        HowToFix = string.IsNullOrEmpty(howToFix) ? "compare the last layer with the target" : howToFix,
        Why = "a loss that broadcasts shapes that do not belong together trains something else",
    }]);
}
