using System.Buffers;

namespace Hone.Learn;

/// <summary>Trains on mixtures: each sample is partly another one of its batch, and so is its target (Zhang et al. 2018); fastai's <c>MixUp</c>.</summary>
/// <remarks>
/// x = s x + (1 - s) x', with s from Beta(alpha, alpha) for each item and at least one half. Classes: the loss is mixed in the same shares; numbers: the targets are. Of several
/// targets all take part: numbers alone are mixed, and where one of them is a class, the losses over all of them are. The loss has to answer <see cref="Hone.Nn.Loss"/>'s
/// <c>Reduction.None</c> with one number for each item then. The recorded training loss is that of mixtures, so it stays higher than without. Reads: the batch. Writes: its input,
/// <see cref="LoopState.ReplacedLoss"/>.
/// </remarks>
public sealed class MixUp : Callback
{
    private readonly double _alpha;

    /// <summary>Stores alpha.</summary>
    /// <param name="alpha">How much is mixed: near 0 hardly anything, 1 everything equally likely; 0.4 as in fastai.</param>
    public MixUp(double alpha = 0.4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        _alpha = alpha;
    }

    /// <inheritdoc/>
    public override int Order => 90;

    /// <inheritdoc/>
    public override void BeforeBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsTraining)
        {
            return;
        }

        Batch batch = state.Batch;
        RandomStream stream = BatchStream.Of(state, nameof(MixUp));
        int[] partners = stream.Permutation(batch.Count);
        var shares = new float[batch.Count];
        for (int row = 0; row < shares.Length; row++)
        {
            double share = BetaDistribution.Next(stream, _alpha);
            shares[row] = (float)Math.Max(share, 1 - share);
        }

        foreach (BatchPart part in batch.InputParts.Where(part => part.Memory.DType == DType.Float32))
        {
            Mix(part.Memory.AsSpan<float>(), partners, shares);
        }

        MixedTargets.Use(state, partners, shares);
    }

    private static void Mix(Span<float> values, int[] partners, float[] shares)
    {
        float[] before = ArrayPool<float>.Shared.Rent(values.Length);
        values.CopyTo(before);
        int length = values.Length / partners.Length;
        for (int row = 0; row < partners.Length; row++)
        {
            ReadOnlySpan<float> other = before.AsSpan(partners[row] * length, length);
            Span<float> own = values.Slice(row * length, length);
            float share = shares[row];
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = (own[i] * share) + (other[i] * (1 - share));
            }
        }

        ArrayPool<float>.Shared.Return(before);
    }
}
