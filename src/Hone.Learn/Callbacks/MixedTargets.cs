using Hone.Nn;

namespace Hone.Learn;

/// <summary>The loss of a batch in which each sample is partly another one.</summary>
internal static class MixedTargets
{
    /// <summary>Puts the loss in place: numbers by mixing the targets; classes, and classes together with numbers, by mixing two losses.</summary>
    /// <param name="state">A training batch whose input has been mixed.</param>
    /// <param name="partners">Which row each row was mixed with.</param>
    /// <param name="shares">How much each row kept of itself, 0 to 1.</param>
    /// <exception cref="HoneException">The batch has no targets.</exception>
    public static void Use(LoopState state, int[] partners, float[] shares)
    {
        Tensor[] targets = state.Batch.Targets();
        if (targets.Length == 0)
        {
            throw new HoneException("Mixed samples need a target.", "a batch without labels", "MixUp", "use it for training only");
        }

        Loss loss = state.Learner.Loss;
        Tensor rows = Tensor.From(Array.ConvertAll(partners, row => (long)row), [partners.Length]);
        Tensor[] others = Array.ConvertAll(targets, target => target.IndexSelect(0, rows)); // like the targets
        if (targets.All(target => target.DType == DType.Float32))
        {
            Tensor[] mixed = [.. targets.Zip(others, (own, theirs) => Mix(own, theirs, shares))];
            state.ReplacedLoss = prediction => loss.Compute(prediction, mixed);
            return;
        }

        Tensor kept = Tensor.From(shares, [shares.Length]); // [batch]
        state.ReplacedLoss = prediction =>
        {
            Tensor own = PerItem(loss, prediction, targets, shares.Length); // [batch]
            Tensor theirs = PerItem(loss, prediction, others, shares.Length); // [batch]
            return ((own * kept) + (theirs * (1 - kept))).Mean();
        };
    }

    private static Tensor Mix(Tensor own, Tensor theirs, float[] shares)
    {
        Tensor share = Tensor.From(shares, [shares.Length, .. Enumerable.Repeat(1, own.Rank - 1)]); // [batch, 1, ...]
        return (own * share) + (theirs * (1 - share));
    }

    /// <summary>A loss of another shape would be broadcast over the shares, and mixed in no item's proportion.</summary>
    private static Tensor PerItem(Loss loss, Tensor prediction, Tensor[] targets, int count)
    {
        Tensor losses = loss.Compute(prediction, targets, Reduction.None);
        return losses.Rank == 1 && losses.Shape[0] == count
            ? losses
            : throw new ShapeException(
                $"Mixed classes need one loss for each item, [{count}], when {loss.GetType().Name} is asked for Reduction.None.",
                losses.Shape.ToString(),
                "MixUp",
                "return a loss for each item for Reduction.None, or leave MixUp and CutMix out");
    }
}
