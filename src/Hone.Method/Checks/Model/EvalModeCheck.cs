using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether the model answers the same twice in evaluation mode, and leaves itself as it was: error when dropout stays on, or when an evaluation changes
/// running statistics.
/// </summary>
/// <param name="probe">The model and the batch.</param>
public sealed class EvalModeCheck(ModelProbe probe) : Check
{
    /// <inheritdoc/>
    public override string Id => "model/eval-mode";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        model.Eval();
        float[][] buffers = Buffers(model);
        float[] first = Answer(model);
        float[] second = Answer(model);
        int different = first.Where((value, i) => !value.Equals(second[i])).Count();
        string[] changed = [.. model.NamedBuffers().Select(each => each.Path).Zip(buffers.Zip(Buffers(model))).Where(each => !each.Second.First.AsSpan().SequenceEqual(each.Second.Second)).Select(each => each.First)];
        var findings = new List<Finding>();
        if (different > 0)
        {
            findings.Add(New(
                "model/eval-random",
                $"two evaluations of the same batch differ in {different} of {first.Length} outputs",
                FirstRandomLayer(model) ?? "no single layer",
                "let the layer look at IsTraining: dropout and noise belong to training",
                "scores then depend on luck, and predictions are worse than the model is"));
        }

        if (changed.Length > 0)
        {
            findings.Add(New(
                "model/eval-changes-state",
                $"an evaluation changed {changed.Length} buffers",
                string.Join(", ", changed.Take(3)),
                "update running statistics only while IsTraining",
                "the validation part leaks into the model"));
        }

        return CheckResult.Of(Id, $"two evaluations of one batch are equal in all {first.Length} outputs (n = {probe.Count})", findings);
    }

    private static float[][] Buffers(Module model) => [.. model.NamedBuffers().Select(each => each.Buffer.Value.To(DType.Float32).ToArray<float>())];

    private float[] Answer(Module model)
    {
        using (StepScope.Begin())
        using (NoGrad.Enter())
        {
            return model.Forward(probe.Inputs()).To(DType.Float32).ToArray<float>();
        }
    }

    /// <summary>The first layer without children whose output differs between two passes over equal inputs.</summary>
    private string? FirstRandomLayer(Module model)
    {
        IReadOnlyList<(string Path, float[] Output)> first = LayerOutputs.Of(model, probe.Inputs());
        IReadOnlyList<(string Path, float[] Output)> second = LayerOutputs.Of(model, probe.Inputs());
        for (int i = 0; i < Math.Min(first.Count, second.Count); i++)
        {
            if (!first[i].Output.AsSpan().SequenceEqual(second[i].Output))
            {
                return $"layer {first[i].Path}";
            }
        }

        return null;
    }

    private Finding New(string id, string what, string evidence, string howToFix, string why) => new()
    {
        Id = id,
        Severity = Severity.Error,
        What = what,
        Evidence = evidence,
        N = probe.Count,
        Threshold = "0",
        HowToFix = howToFix,
        Why = why,
    };
}
