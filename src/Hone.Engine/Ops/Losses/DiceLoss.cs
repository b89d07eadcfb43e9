namespace Hone;

public static partial class TensorOperations
{
    /// <summary>One minus the overlap of predicted and true regions, for segmentation. Lower is better.</summary>
    /// <remarks>
    /// loss[b, c] = 1 - (2 sum(p t) + smooth) / (sum(p + t) + smooth) over all pixels, with softmax probabilities p and one-hot targets t.
    /// fastai's <c>DiceLoss</c>, whose default reduction is the sum as well.
    /// </remarks>
    /// <param name="logits">logits: [batch, classes, ...] with at least one axis of pixels, before any softmax.</param>
    /// <param name="targets">targets: [batch, ...], Int64 class indices.</param>
    /// <param name="smooth">Keeps the quotient defined for classes without pixels; 1e-6 as in fastai.</param>
    /// <param name="reduction">Sum over batch and classes, their mean, or all of them.</param>
    /// <returns>loss: [], or [batch, classes] without reduction.</returns>
    /// <exception cref="ShapeException">The shapes or types do not fit together, or a target is out of range (named with its position).</exception>
    /// <exception cref="HoneException">There is no such reduction.</exception>
    public static Tensor DiceLoss(this Tensor logits, Tensor targets, double smooth = 1e-6, Reduction reduction = Reduction.Sum)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        List<int> expected = [.. logits.Shape];
        if (logits.Rank >= 3)
        {
            expected.RemoveAt(1);
        }

        Ops.Choice.Require(reduction, nameof(DiceLoss));
        if (logits.Rank < 3 || targets.DType != DType.Int64 || !targets.Shape.AsSpan().SequenceEqual(expected.ToArray()))
        {
            throw new ShapeException(
                "DiceLoss needs logits [batch, classes, ...] and Int64 targets [batch, ...].",
                $"logits {logits.DType} {logits.Shape}, targets {targets.DType} {targets.Shape}",
                nameof(DiceLoss),
                logits.Rank < 3 ? "use CrossEntropy where there are no pixels" : "let the model answer at the size of its targets, and convert class indices with To(DType.Int64)");
        }

        Ops.ClassIndices.Require(
            targets,
            logits.Shape[1],
            nameof(DiceLoss),
            $"check the number of classes of the model's last layer, logits {logits.Shape}, and how labels are numbered (from 0)");

        // 1. One-hot targets with the classes at axis 1, [batch, classes, pixels].
        int pixels = targets.Shape[0] == 0 ? 0 : targets.ElementCount / targets.Shape[0];
        Tensor truth = Ops.ClassIndices.Rows(targets.Reshape(targets.Shape[0], pixels), logits.Shape[1], logits.DType).Transpose(1, 2);
        Tensor p = logits.Reshape(logits.Shape[0], logits.Shape[1], pixels).Softmax(1);

        // 2. Overlap and total of each region.
        Tensor overlap = (p * truth).Sum([2]);
        Tensor total = (p + truth).Sum([2]);
        Tensor losses = 1 - (((overlap * 2) + smooth) / (total + smooth));
        return Ops.LossReduction.Reduce(losses, reduction);
    }
}
