using System.Text.Json.Nodes;
using Hone.Bench.Harness;

namespace Hone.Bench.Workloads;

/// <summary>Operations that do next to nothing to each element, against PyTorch.</summary>
internal static class ElementwiseCatalog
{
    /// <summary>16 Mi floats are 64 MiB: no cache here holds them.</summary>
    private const int Large = 16 << 20;

    private static readonly (string Op, int Streams)[] Operations = [("add", 3), ("relu", 2), ("sum", 1)];

    public static IEnumerable<Workload> All()
    {
        foreach ((string op, int streams) in Operations)
        {
            yield return Against(op, 4096, "4Ki", streams);
            yield return Against(op, 1 << 20, "1Mi", streams);
            yield return Against(op, Large, "16Mi", streams);
        }
    }

    private static StepDuel Against(string op, int count, string name, int streams) => new()
    {
        Id = $"elementwise-{op}-{name}",
        Family = "elementwise",
        Title = $"{op} over {name} floats; PyTorch writes into an existing result",
        Unit = Unit.GigabytesPerSecond,
        Work = (double)streams * sizeof(float) * count,
        Build = () => Build(op, count),
        Order = new PeerOrder("elementwise", new JsonObject { ["op"] = op, ["count"] = count }),
    };

    private static Action Build(string op, int count)
    {
        Tensor a = RandomTensors.Normal([count], 1);
        Tensor b = RandomTensors.Normal([count], 2);
        Func<Tensor> run = op switch
        {
            "add" => () => a + b,
            "relu" => () => a.Relu(),
            _ => () => a.Sum(),
        };
        return () =>
        {
            using StepScope step = StepScope.Begin();
            run();
        };
    }
}
