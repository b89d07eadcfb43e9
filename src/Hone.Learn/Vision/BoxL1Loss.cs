using Hone.Nn;

namespace Hone.Learn;

/// <summary>The mean absolute difference of the edges of boxes, where there are boxes; the loss of a <see cref="BBoxBlock{TItem}"/>.</summary>
/// <remarks>
/// <para>sum |p - t| over the edges of all boxes with an area / (4 boxes). Rows of zeros, which stand behind the last box of an item, do not count, so it does not matter how many there
/// are. Loss of an item: the same over its boxes, 0 without any. The prediction's rows are compared with the target's in their order: for pictures with one object, or with a fixed
/// place for each.</para>
/// <para>A second target, the classes of a <see cref="BBoxLblBlock{TItem}"/>, is not judged. Activation and decoding leave the prediction as it is. fastai has no loss for boxes.</para>
/// <para>Shapes: prediction <c>[batch, boxes * 4]</c> or <c>[batch, boxes, 4]</c>, target <c>[batch, boxes, 4]</c>, shares -1 to 1.</para>
/// </remarks>
public sealed class BoxL1Loss : Loss
{
    private const int Edges = BoxShares.Edges;

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Numbers;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        BoxPairs.Require(prediction, target, nameof(BoxL1Loss));
        int batch = target.Shape[0];
        int rows = target.Shape[1];
        float[] mask = Mask(target, out int[] counts);
        Tensor distances = (prediction.Reshape(batch, rows, Edges) - target).Abs() * Tensor.From<float>(mask, [batch, rows, 1]).To(prediction.DType);
        if (reduction == Reduction.None)
        {
            float[] shares = Array.ConvertAll(counts, count => 1f / Math.Max(1, Edges * count));
            return distances.Reshape(batch, -1).Sum([1]) * Tensor.From<float>(shares, [batch]).To(prediction.DType);
        }

        Tensor sum = distances.Sum();
        return reduction == Reduction.Sum ? sum : sum / Math.Max(1, Edges * counts.Sum());
    }

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, IReadOnlyList<Tensor> targets, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets.Count == 2 && targets[1].DType == DType.Int64 ? Compute(prediction, targets[0], reduction) : base.Compute(prediction, targets, reduction);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;

    /// <summary>1 for each row with a box, [batch, boxes]; and how many each item has.</summary>
    private static float[] Mask(Tensor target, out int[] counts)
    {
        int rows = target.Shape[1];
        float[] values = target.To(DType.Float32).ToArray<float>();
        var mask = new float[values.Length / Edges];
        counts = new int[target.Shape[0]];
        for (int row = 0; row < mask.Length; row++)
        {
            if (BoxShares.Read(values.AsSpan(row * Edges)).HasArea)
            {
                mask[row] = 1;
                counts[row / rows]++;
            }
        }

        return mask;
    }
}
