using Hone.Bench.Harness;

namespace Hone.Bench.Workloads;

/// <summary>Elementwise operations and reductions over 64 MiB against the machine's copy: memory should be all that limits them.</summary>
internal static class BandwidthCatalog
{
    /// <summary>16 Mi floats are 64 MiB: no cache here holds them.</summary>
    private const int Large = 16 << 20;

    /// <summary>The same floats as a matrix.</summary>
    private const int Side = 4096;

    /// <summary>The share of the machine's copy bandwidth to reach.</summary>
    private const double Share = 0.85;

    /// <summary>Axes of a matrix: its rows, and its columns.</summary>
    private static readonly int[] Down = [0];

    private static readonly int[] Along = [1];

    /// <summary>Each operation with the arrays of 64 MiB that it reads and writes.</summary>
    private static readonly (string Op, double Streams, Func<Inputs, Tensor> Run)[] Operations =
    [
        ("add", 3, x => x.A + x.B),
        ("subtract", 3, x => x.A - x.B),
        ("multiply", 3, x => x.A * x.B),
        ("divide", 3, x => x.A / x.B),
        ("maximum", 3, x => x.A.Maximum(x.B)),
        ("where", 3.25, x => Tensor.Where(x.Mask, x.A, x.B)),
        ("add-scalar", 2, x => x.A + 1),
        ("add-row", 2, x => x.A + x.Row),
        ("add-column", 2, x => x.A + x.Column),
        ("negate", 2, x => -x.A),
        ("abs", 2, x => x.A.Abs()),
        ("sign", 2, x => x.A.Sign()),
        ("clamp", 2, x => x.A.Clamp(-1, 1)),
        ("square", 2, x => x.A.Square()),
        ("sqrt", 2, x => x.Positive.Sqrt()),
        ("rsqrt", 2, x => x.Positive.Rsqrt()),
        ("pow", 2, x => x.Positive.Pow(1.5)),
        ("exp", 2, x => x.A.Exp()),
        ("log", 2, x => x.Positive.Log()),
        ("sin", 2, x => x.A.Sin()),
        ("erf", 2, x => x.A.Erf()),
        ("relu", 2, x => x.A.Relu()),
        ("leaky-relu", 2, x => x.A.LeakyRelu()),
        ("sigmoid", 2, x => x.A.Sigmoid()),
        ("tanh", 2, x => x.A.Tanh()),
        ("silu", 2, x => x.A.Silu()),
        ("gelu", 2, x => x.A.Gelu()),
        ("mish", 2, x => x.A.Mish()),
        ("softmax", 2, x => x.A.Softmax()),
        ("sum", 1, x => x.A.Sum()),
        ("sum-down", 1, x => x.A.Sum(Down)),
        ("sum-along", 1, x => x.A.Sum(Along)),
        ("mean", 1, x => x.A.Mean()),
        ("variance", 1, x => x.A.Variance()),
        ("variance-down", 1, x => x.A.Variance(Down)),
        ("variance-along", 1, x => x.A.Variance(Along)),
        ("norm", 1, x => x.A.Norm()),
        ("max-down", 1, x => x.A.Max(0)),
        ("max-along", 1, x => x.A.Max(1)),
        ("max", 1, x => x.A.Max()),
        ("argmax-down", 1, x => x.A.ArgMax(0)),
        ("argmax-along", 1, x => x.A.ArgMax(1)),
        ("logsumexp-along", 1, x => x.A.LogSumExp(Along)),
        ("all", 1, x => x.Positive.All()),
    ];

    public static IEnumerable<Workload> All(Calibration copy)
    {
        foreach ((string op, double streams, Func<Inputs, Tensor> run) in Operations)
        {
            yield return new OwnShare
            {
                Id = $"bandwidth-{op}",
                Family = "bandwidth",
                Title = $"{op} over 64 MiB, as a share of the machine's copy bandwidth",
                Unit = Unit.GigabytesPerSecond,
                Bar = Share,
                Work = streams * sizeof(float) * Large,
                Build = () => Build(run),
                OtherWork = copy.Work,
                BuildOther = copy.Prepare,
                Other = "this machine's copy",
            };
        }
    }

    private static Action Build(Func<Inputs, Tensor> run)
    {
        Tensor a = RandomTensors.Normal([Side, Side], 1);
        Tensor b = RandomTensors.Normal([Side, Side], 2);
        var inputs = new Inputs(a, b, b.Abs() + 0.01, RandomTensors.Normal([Side], 3), RandomTensors.Normal([Side, 1], 4), a.Greater(b));
        return () =>
        {
            using StepScope step = StepScope.Begin();
            run(inputs);
        };
    }

    /// <summary>Matrices of 64 MiB, the last of them without numbers of 0 and below, a row and a column to broadcast, and a mask of bytes.</summary>
    private sealed record Inputs(Tensor A, Tensor B, Tensor Positive, Tensor Row, Tensor Column, Tensor Mask);
}
