using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels.Convolution;

/// <summary>Shapes for the tests: hand-picked corners and a seeded walk over kernels, strides, paddings, dilations, channels and groups.</summary>
internal static class ConvolutionShapes
{
    private const long MaxMultiplyAdds = 1_000_000;

    public static IReadOnlyList<ConvShape> All { get; } = [.. HandPicked(), .. Quads, .. Walk(70)];

    /// <summary>
    /// Maps of 2x2 pixels: one image, too few and enough images for weights that are transformed in each pass, blocks and remainders of channels in both
    /// directions, two groups of images; odd batches let the gradients add to what is there.
    /// </summary>
    public static IEnumerable<ConvShape> Quads =>
    [
        Square(1, 16, 16, 2, 3),
        Square(2, 48, 16, 2, 3),
        Square(3, 16, 48, 2, 3),
        Square(5, 32, 48, 2, 3),
        Square(12, 80, 144, 2, 3),
        Square(13, 144, 80, 2, 3),
        Square(15, 80, 272, 2, 3),
        Square(16, 80, 48, 2, 3),
        Square(17, 144, 80, 2, 3),
        Square(26, 16, 32, 2, 3),
        Square(193, 16, 16, 2, 3),
        Square(194, 16, 32, 2, 3),
    ];

    public static ConvShape Square(int batch, int inChannels, int outChannels, int size, int kernel, int stride = 1, int padding = -1, int dilation = 1, int groups = 1)
    {
        int pad = padding < 0 ? kernel / 2 : padding;
        return new ConvShape(batch, inChannels, outChannels, size, size, kernel, kernel, stride, stride, pad, pad, dilation, dilation, groups);
    }

    private static IEnumerable<ConvShape> HandPicked()
    {
        yield return Square(1, 1, 1, 1, 1);
        yield return Square(2, 1, 8, 28, 5, stride: 2);
        yield return Square(3, 8, 16, 14, 3, stride: 2);
        yield return Square(7, 16, 32, 7, 3, stride: 2);
        yield return Square(9, 32, 64, 4, 3, stride: 2);
        yield return Square(13, 64, 32, 2, 3);
        yield return Square(2, 3, 33, 15, 7, stride: 2);
        yield return Square(1, 16, 48, 15, 3);
        yield return Square(2, 32, 16, 9, 3);
        yield return Square(2, 16, 16, 8, 3, padding: 0);
        yield return Square(2, 16, 16, 6, 3, padding: 2);
        yield return Square(1, 64, 64, 5, 3);
        yield return Square(2, 17, 33, 6, 1);
        yield return Square(2, 64, 16, 7, 1, stride: 2);
        yield return Square(1, 16, 16, 3, 3, stride: 3, padding: 1);
        yield return Square(2, 8, 8, 9, 3, dilation: 2, padding: 2);
        yield return Square(2, 8, 24, 11, 3, stride: 2, dilation: 3, padding: 3);
        yield return Square(2, 33, 33, 7, 3, groups: 33);
        yield return Square(2, 16, 32, 7, 3, groups: 16);
        yield return Square(3, 24, 24, 8, 5, stride: 2, groups: 24);
        yield return Square(2, 32, 64, 6, 3, groups: 2);
        yield return Square(2, 12, 18, 6, 3, groups: 3);
        yield return Square(2, 16, 20, 28, 3);

        // Eight output channels, in one direction or both, whose pixels are taken in pairs.
        yield return Square(13, 8, 8, 10, 3);
        yield return Square(3, 16, 8, 6, 5);
        yield return Square(2, 1, 8, 28, 3);
        yield return Square(13, 8, 16, 6, 3);
        yield return new ConvShape(5, 8, 8, 9, 8, 3, 3, 2, 1, 1, 1, 2, 1, 1);
        yield return new ConvShape(2, 3, 8, 5, 7, 2, 4, 1, 1, 1, 3, 1, 1, 1);

        // Large enough for Winograd's step-by-step form, in each direction, and for several groups of tiles.
        yield return Square(2, 32, 768, 7, 3);
        yield return Square(2, 768, 32, 7, 3);
        yield return Square(8, 32, 32, 15, 3);

        // Stems: whole and cut groups of four lines, remainders of a line, paddings, strides and kernels of their own in the width.
        yield return Square(2, 3, 64, 32, 7, stride: 2);
        yield return Square(1, 3, 32, 31, 7, stride: 2);
        yield return Square(1, 1, 32, 36, 7, stride: 2);
        yield return new ConvShape(2, 5, 32, 27, 9, 7, 3, 2, 1, 3, 2, 1, 1, 1);
        yield return new ConvShape(1, 8, 32, 16, 13, 7, 5, 2, 3, 0, 6, 1, 1, 1);
        yield return new ConvShape(1, 4, 32, 13, 16, 7, 1, 2, 2, 6, 0, 1, 1, 1);

        // Weights that outweigh a gradient whose images fill whole registers.
        yield return Square(32, 160, 192, 3, 3, stride: 2);
        yield return new ConvShape(2, 5, 7, 6, 13, 2, 3, 1, 2, 1, 0, 2, 1, 1);
        yield return new ConvShape(2, 16, 32, 13, 5, 3, 3, 1, 1, 1, 2, 1, 1, 1);
        yield return new ConvShape(1, 3, 4, 2, 2, 1, 1, 1, 1, 3, 3, 1, 1, 1);
    }

    private static IEnumerable<ConvShape> Walk(int count)
    {
        var random = new Random(20250101);
        int[] kernels = [1, 2, 3, 5, 7];
        int[] channels = [1, 3, 8, 16, 17, 33, 64];
        int found = 0;
        while (found < count)
        {
            int groups = random.Next(4) == 0 ? random.Next(2, 4) : 1;
            var shape = new ConvShape(
                random.Next(1, 10),
                channels[random.Next(channels.Length)] * groups,
                channels[random.Next(channels.Length)] * groups,
                random.Next(1, 16),
                random.Next(1, 16),
                kernels[random.Next(kernels.Length)],
                kernels[random.Next(kernels.Length)],
                random.Next(1, 4),
                random.Next(1, 4),
                random.Next(0, 4),
                random.Next(0, 4),
                random.Next(1, 3),
                random.Next(1, 3),
                groups);
            if (shape.OutputLength > 0 && shape.MultiplyAdds <= MaxMultiplyAdds)
            {
                found++;
                yield return shape;
            }
        }
    }
}
