using Hone.Nn;

namespace Hone.Learn;

/// <summary>The loss of a batch in which each sample is partly another one.</summary>
internal static class MixedTargets
{
    /// <summary>Puts the loss in place: classes by mixing two losses, numbers by mixing the targets.</summary>
    /// <param name="state">A training batch whose input has been mixed.</param>
    /// <param name="partners">Which row each row was mixed with.</param>
    /// <param name="shares">How much each row kept of itself, 0 to 1.</param>
    public static void Use(LoopState state, int[] partners, float[] shares)
    {
        Tensor target = state.Batch.Target ?? throw new HoneException("Mixed samples need a target.", "a batch without labels", "MixUp", "use it for training only");
        Loss loss = state.Learner.Loss;
        Tensor rows = Tensor.From(Array.ConvertAll(partners, row => (long)row), [partners.Length]);
        Tensor other = target.IndexSelect(0, rows); // like the target
        if (target.DType is DType.Float32)
        {
            Tensor share = Tensor.From(shares, [shares.Length, .. Enumerable.Repeat(1, target.Rank - 1)]); // [batch, 1, ...]
            Tensor mixed = (target * share) + (other * (1 - share));
            state.ReplacedLoss = prediction => loss.Compute(prediction, mixed);
            return;
        }

        Tensor kept = Tensor.From(shares, [shares.Length]); // [batch]
        state.ReplacedLoss = prediction =>
        {
            Tensor own = loss.Compute(prediction, target, Reduction.None); // [batch]
            Tensor theirs = loss.Compute(prediction, other, Reduction.None); // [batch]
            return ((own * kept) + (theirs * (1 - kept))).Mean();
        };
    }
}
