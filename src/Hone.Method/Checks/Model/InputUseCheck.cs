using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether the model sees its input (M36, M22 on one batch): the answers to an input of zeros must differ from those to the batch, for each input of
/// several alone, and the answers to shuffled items must be the shuffled answers. error when not.
/// </summary>
/// <param name="probe">The model and the batch.</param>
public sealed class InputUseCheck(ModelProbe probe) : Check
{
    // Rows may be grouped otherwise by a kernel after the shuffle, so that the last digits differ.
    private const double RelativeTolerance = 1e-3;

    /// <inheritdoc/>
    public override string Id => "model/input";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Module model = probe.CreateModel();
        model.Eval();
        Tensor[] inputs = probe.Inputs();
        float[] plain = Answer(model, inputs);
        var findings = new List<Finding>();
        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor[] zeroed = [.. inputs.Select((input, k) => k == i ? TensorCopy.Zeros(input) : input)];
            if (Answer(model, zeroed).AsSpan().SequenceEqual(plain) && inputs[i].To(DType.Float32).ToArray<float>().AsSpan().ContainsAnyExcept(0f))
            {
                findings.Add(New(
                    "model/ignores-input",
                    inputs.Length == 1 ? "the model ignores its input: zeros give the same answers" : $"the model ignores input {i} of {inputs.Length}: zeros in it give the same answers",
                    $"input {inputs[i].Shape}, {plain.Length} equal outputs",
                    "follow the input through Compute: a layer computes from something else, or its result is not used",
                    "such a model learns the class shares and nothing else"));
            }
        }

        AddMixedUp(findings, model, inputs, plain);
        return CheckResult.Of(Id, $"zeros change the answers, shuffled items keep theirs (n = {probe.Count})", findings);
    }

    private void AddMixedUp(List<Finding> findings, Module model, Tensor[] inputs, float[] plain)
    {
        // One place around: no item stays where it was.
        int[] order = [.. Enumerable.Range(0, probe.Count).Select(row => (row + 1) % probe.Count)];
        float[] shuffled = Answer(model, [.. inputs.Select(input => TensorCopy.Rows(input, order))]);
        int width = plain.Length / probe.Count;
        double scale = plain.Select(Math.Abs).DefaultIfEmpty(0).Max() + 1e-12;
        for (int row = 0; row < probe.Count && probe.Count > 1; row++)
        {
            for (int k = 0; k < width; k++)
            {
                double difference = Math.Abs(shuffled[(row * width) + k] - plain[(order[row] * width) + k]);
                if (!(difference <= RelativeTolerance * scale))
                {
                    findings.Add(New(
                        "model/answers-move",
                        "the answer for an item depends on its place in the batch",
                        $"item {probe.ItemIds[order[row]]}: output {k} is {plain[(order[row] * width) + k]:0.####} in row {order[row]} and {shuffled[(row * width) + k]:0.####} in row {row}",
                        "look for a view, a reshape or a sum over axis 0",
                        "in use every item comes with other neighbors"));
                    return;
                }
            }
        }
    }

    private static float[] Answer(Module model, IReadOnlyList<Tensor> inputs)
    {
        using (StepScope.Begin())
        using (NoGrad.Enter())
        {
            return model.Forward([.. inputs.Select(TensorCopy.Of)]).To(DType.Float32).ToArray<float>();
        }
    }

    private Finding New(string id, string what, string evidence, string howToFix, string why) => new()
    {
        Id = id,
        Severity = Severity.Error,
        What = what,
        Evidence = evidence,
        N = probe.Count,
        Threshold = "another answer for another input, wherever it stands",
        HowToFix = howToFix,
        Why = why,
    };
}
