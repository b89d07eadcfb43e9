using System.Buffers;

namespace Hone.Learn;

/// <summary>Trains on images with a box cut out and filled from another image of the batch; the loss is shared by area (Yun et al. 2019); fastai's <c>CutMix</c>.</summary>
/// <remarks>
/// One share s from Beta(alpha, alpha) for a batch; the box has sqrt(1 - s) of width and height, a random center, and is clipped at the border; s is then computed again from what
/// was really replaced. Of several targets all take part, as in <see cref="MixUp"/>. Reads: the batch. Writes: its images, <see cref="LoopState.ReplacedLoss"/>.
/// </remarks>
public sealed class CutMix : Callback
{
    private readonly double _alpha;

    /// <summary>Stores alpha.</summary>
    /// <param name="alpha">1, as in fastai, makes all box sizes equally likely.</param>
    public CutMix(double alpha = 1)
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

        Tensor memory = state.Batch.InputMemory;
        if (memory.Rank != 4 || memory.DType != DType.Float32)
        {
            throw new ShapeException("CutMix cuts images: [batch, height, width, channels].", $"{memory.DType} {memory.Shape}", nameof(CutMix), "use it with an ImageBlock, or use MixUp");
        }

        RandomStream stream = BatchStream.Of(state, nameof(CutMix));
        int[] partners = stream.Permutation(state.Batch.Count);
        double side = Math.Sqrt(1 - BetaDistribution.Next(stream, _alpha));
        (int top, int bottom) = Side(memory.Shape[1], side, stream);
        (int left, int right) = Side(memory.Shape[2], side, stream);
        Cut(memory, partners, top, bottom, left, right);
        float kept = 1 - ((float)((bottom - top) * (right - left)) / (memory.Shape[1] * memory.Shape[2]));
        var shares = new float[partners.Length];
        Array.Fill(shares, kept);
        MixedTargets.Use(state, partners, shares);
    }

    private static (int Start, int End) Side(int size, double share, RandomStream stream)
    {
        int half = (int)(size * share / 2);
        int center = stream.NextInt(size);
        return (Math.Clamp(center - half, 0, size), Math.Clamp(center + half, 0, size));
    }

    private static void Cut(Tensor memory, int[] partners, int top, int bottom, int left, int right)
    {
        Span<float> values = memory.AsSpan<float>();
        int line = memory.Shape[2] * memory.Shape[3];
        int image = memory.Shape[1] * line;
        int channels = memory.Shape[3];
        float[] before = ArrayPool<float>.Shared.Rent(values.Length);
        values.CopyTo(before);
        for (int row = 0; row < partners.Length; row++)
        {
            for (int y = top; y < bottom; y++)
            {
                int place = (y * line) + (left * channels);
                int length = (right - left) * channels;
                before.AsSpan((partners[row] * image) + place, length).CopyTo(values[((row * image) + place)..]);
            }
        }

        ArrayPool<float>.Shared.Return(before);
    }
}
