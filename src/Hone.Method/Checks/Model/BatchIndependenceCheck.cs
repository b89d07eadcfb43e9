using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// Asks whether items of a batch are answered one by one (M37): in evaluation mode the gradient of the loss of item i with respect to item j must be exactly 0
/// for every other j. error with the first pair (i, j) and the first layer in which item j reaches item i.
/// </summary>
/// <remarks>
/// Inputs of whole numbers, such as codes for an embedding, have no gradient; a model that has only such inputs is not checked here. Source: Karpathy, "A Recipe
/// for Training Neural Networks" (2019), "use backprop to chart dependencies".
/// </remarks>
/// <param name="probe">The model and the batch.</param>
/// <param name="items">How many items are asked, spread over the batch; each costs a forward and a backward pass.</param>
public sealed class BatchIndependenceCheck(ModelProbe probe, int items = 3) : Check
{
    /// <inheritdoc/>
    public override string Id => "model/batch-independence";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (probe.Count < 2)
        {
            return CheckResult.NotChecked(Id, $"{probe.Count} item in the batch: two are needed");
        }

        Module model = probe.CreateModel();
        model.Eval();
        int[] asked = [.. Enumerable.Range(0, Math.Min(items, probe.Count)).Select(k => k * probe.Count / Math.Min(items, probe.Count))];
        if (!Array.Exists(probe.Inputs(), IsFloating))
        {
            return CheckResult.NotChecked(Id, $"inputs of {probe.Inputs()[0].DType} have no gradient (n = {probe.Count})");
        }

        foreach (int i in asked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int j, double largest) = Reached(model, i);
            if (j >= 0)
            {
                return Found(model, i, j, largest);
            }
        }

        Tensor[] inputs = probe.Inputs();
        string[] excluded = [.. Enumerable.Range(0, inputs.Length).Where(i => !IsFloating(inputs[i])).Select(i => $"input {i}, {inputs[i].DType}, which has no gradient")];
        return CheckResult.Pass(
            Id, $"the losses of {asked.Length} items depend on no other item (n = {probe.Count}){(excluded.Length > 0 ? $"; left out: {string.Join("; ", excluded)}" : "")}");
    }

    private static bool IsFloating(Tensor tensor) => tensor.DType is DType.Float32 or DType.Float64;

    /// <summary>The first other item that the loss of item i has a gradient for, and the largest size of it; -1 when there is none.</summary>
    private (int Item, double Largest) Reached(Module model, int i)
    {
        Tensor[] inputs = probe.Inputs();
        foreach (Tensor input in inputs.Where(IsFloating))
        {
            input.RequiresGrad = true;
        }

        using (StepScope.Begin())
        {
            // [batch]: only the loss of item i is asked for.
            Tensor losses = probe.LossOf(model.Forward(inputs), Reduction.None);
            var only = new float[losses.ElementCount];
            only[i] = 1;
            losses.Backward(Tensor.From(only, losses.Shape));
        }

        model.ZeroGrad();
        foreach (Tensor input in inputs)
        {
            float[] gradient = input.Grad?.To(DType.Float32).ToArray<float>() ?? [];
            int width = gradient.Length / probe.Count;
            for (int j = 0; j < probe.Count && width > 0; j++)
            {
                float[] row = gradient[(j * width)..((j + 1) * width)];
                if (j != i && Array.Exists(row, value => value != 0))
                {
                    return (j, row.Max(value => (double)Math.Abs(value)));
                }
            }
        }

        return (-1, 0);
    }

    private CheckResult Found(Module model, int i, int j, double largest) => CheckResult.Of(Id, "", [new Finding
    {
        Id = Id,
        Severity = Severity.Error,
        What = $"the loss of item {i} depends on item {j} of the same batch",
        Evidence = $"gradient up to {largest:0.##e+0}; items {probe.ItemIds[i]} and {probe.ItemIds[j]}; first in {FirstMixingLayer(model, i, j) ?? "no layer of its own: the model's own Compute"}",
        N = probe.Count,
        Threshold = "a gradient of exactly 0",
        HowToFix = "look there for a view or reshape that mixes axis 0, or for normalization over the batch in evaluation mode",
        Why = "the model may learn from its neighbors what it will not have in use",
    }]);

    /// <summary>The first layer whose output for item i changes when item j is replaced by zeros.</summary>
    private string? FirstMixingLayer(Module model, int i, int j)
    {
        Tensor[] inputs = probe.Inputs();
        foreach (Tensor input in inputs.Where(tensor => tensor.DType == DType.Float32))
        {
            float[] values = input.ToArray<float>();
            int width = values.Length / probe.Count;
            values.AsSpan(j * width, width).Clear();
            input.CopyFrom(Tensor.From(values, input.Shape));
        }

        IReadOnlyList<(string Path, float[] Output)> plain = LayerOutputs.Of(model, probe.Inputs());
        IReadOnlyList<(string Path, float[] Output)> changed = LayerOutputs.Of(model, inputs);
        for (int layer = 0; layer < Math.Min(plain.Count, changed.Count); layer++)
        {
            int width = plain[layer].Output.Length / probe.Count;
            bool mixes = plain[layer].Output.Length % probe.Count != 0
                || !plain[layer].Output.AsSpan(i * width, width).SequenceEqual(changed[layer].Output.AsSpan(i * width, width));
            if (mixes)
            {
                return $"layer {plain[layer].Path}";
            }
        }

        return null;
    }
}
