using Hone.Bench.Harness;

namespace Hone.Bench.Workloads;

/// <summary>The matrix products with a promise, and those that show where it ends.</summary>
internal static class GemmCatalog
{
    /// <summary>The share of OpenBLAS for square products.</summary>
    private const double Square = 0.92;

    /// <summary>The share for few rows and a long sum.</summary>
    private const double Skinny = 0.90;

    public static IEnumerable<Workload> All()
    {
        foreach (int size in (int[])[1024, 512, 2048])
        {
            yield return GemmDuel.Create($"gemm-{size}", size, size, size, false, false, Square);
            yield return GemmDuel.Create($"gemm-{size}-nt", size, size, size, false, true, Square);
            yield return GemmDuel.Create($"gemm-{size}-tn", size, size, size, true, false, Square);
            yield return GemmDuel.Create($"gemm-{size}-tt", size, size, size, true, true, Square);
        }

        yield return GemmDuel.Create("gemm-128x512x4608", 128, 512, 4608, false, false, Skinny);
        yield return GemmDuel.Create("gemm-64x4608x1152", 64, 4608, 1152, false, false, Skinny);
        yield return GemmDuel.Create("gemm-8192x64x576", 8192, 64, 576, false, false, null);
        yield return GemmDuel.Create("gemm-64x1000x512", 64, 1000, 512, false, false, null);
        yield return GemmDuel.Create("gemm-64x200x40", 64, 200, 40, false, false, null);
        yield return GemmDuel.Create("gemm-16", 16, 16, 16, false, false, null);
    }
}
