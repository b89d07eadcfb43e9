using System.Text.Json.Nodes;
using Hone.Bench.Harness;

namespace Hone.Bench.Workloads;

/// <summary>One matrix product, [m, k] x [k, n], through the public operation; the peer calls OpenBLAS into an existing result.</summary>
internal sealed class GemmDuel : Duel
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required int Depth { get; init; }

    /// <summary>Whether the left matrix lies transposed in memory.</summary>
    public bool TransposeA { get; init; }

    /// <summary>Whether the right matrix lies transposed in memory.</summary>
    public bool TransposeB { get; init; }

    public static GemmDuel Create(string id, int m, int n, int k, bool transposeA, bool transposeB, double? bar) => new()
    {
        Id = id,
        Family = "gemm",
        Title = $"matrix product [{m}, {k}] x [{k}, {n}], {(transposeA ? 'T' : 'N')}{(transposeB ? 'T' : 'N')}, against OpenBLAS",
        Unit = Unit.Gigaflops,
        Bar = bar,
        Work = 2.0 * m * n * k,
        Rows = m,
        Columns = n,
        Depth = k,
        TransposeA = transposeA,
        TransposeB = transposeB,
        Order = new PeerOrder("gemm", new JsonObject
        {
            ["m"] = m,
            ["n"] = n,
            ["k"] = k,
            ["transposeA"] = transposeA,
            ["transposeB"] = transposeB,
        }),
    };

    /// <inheritdoc/>
    public override Action Prepare()
    {
        Tensor a = Operand(Rows, Depth, TransposeA, 1);
        Tensor b = Operand(Depth, Columns, TransposeB, 2);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            a.MatMul(b);
        };
    }

    private static Tensor Operand(int rows, int columns, bool transposed, long seed) =>
        transposed ? RandomTensors.Normal([columns, rows], seed).Transpose() : RandomTensors.Normal([rows, columns], seed);
}
