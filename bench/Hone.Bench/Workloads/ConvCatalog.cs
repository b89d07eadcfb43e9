using Hone.Bench.Harness;
using Hone.Kernels;

namespace Hone.Bench.Workloads;

/// <summary>The convolution with a promise, and all others of a ResNet-18 on images of 64 pixels in batches of 32.</summary>
internal static class ConvCatalog
{
    private const double Faster = 1.0;

    public static IEnumerable<Workload> All()
    {
        ConvShape promised = Square(8, 64, 64, 56, 3, 1);
        foreach (ConvPass pass in Enum.GetValues<ConvPass>())
        {
            yield return ConvDuel.Create("conv-3x3-64-56", promised, pass, Faster);
        }

        foreach (Workload workload in ResNet())
        {
            yield return workload;
        }
    }

    private static IEnumerable<Workload> ResNet()
    {
        yield return ConvDuel.Create("conv-7x7s2-3-64", Square(32, 3, 64, 64, 7, 2), ConvPass.Forward, null);
        yield return ConvDuel.Create("conv-7x7s2-3-64", Square(32, 3, 64, 64, 7, 2), ConvPass.BackwardWeight, null);
        (string Name, ConvShape Sizes)[] shapes =
        [
            ("conv-3x3-64-16", Square(32, 64, 64, 16, 3, 1)),
            ("conv-3x3s2-64-16", Square(32, 64, 128, 16, 3, 2)),
            ("conv-1x1s2-64-16", Square(32, 64, 128, 16, 1, 2)),
            ("conv-3x3-128-8", Square(32, 128, 128, 8, 3, 1)),
            ("conv-3x3s2-128-8", Square(32, 128, 256, 8, 3, 2)),
            ("conv-1x1s2-128-8", Square(32, 128, 256, 8, 1, 2)),
            ("conv-3x3-256-4", Square(32, 256, 256, 4, 3, 1)),
            ("conv-3x3s2-256-4", Square(32, 256, 512, 4, 3, 2)),
            ("conv-1x1s2-256-4", Square(32, 256, 512, 4, 1, 2)),
            ("conv-3x3-512-2", Square(32, 512, 512, 2, 3, 1)),
        ];
        foreach ((string name, ConvShape sizes) in shapes)
        {
            yield return ConvDuel.Create(name, sizes, ConvPass.Forward, null);
            yield return ConvDuel.Create(name, sizes, ConvPass.BackwardData, null);
            yield return ConvDuel.Create(name, sizes, ConvPass.BackwardWeight, null);
        }
    }

    private static ConvShape Square(int batch, int from, int to, int size, int kernel, int stride) =>
        new(batch, from, to, size, size, kernel, kernel, stride, stride, kernel / 2, kernel / 2, 1, 1, 1);
}
