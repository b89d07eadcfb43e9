using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Bench.Workloads.Nets;

namespace Hone.Bench.Workloads;

/// <summary>Training steps of recurrent nets: the layers of AWD-LSTM, and a small one.</summary>
internal static class RecurrentCatalog
{
    public static IEnumerable<Workload> All()
    {
        StepDuel large = Training("lstm-400-1152", 1.5, batch: 64, time: 72, 400, 1152, 1152, 400);
        yield return large;
        yield return MemoryDuel.Of(large, "SGD");
        yield return Training("lstm-64-128", null, batch: 64, time: 36, 64, 128);
    }

    private static StepDuel Training(string id, double? bar, int batch, int time, params int[] sizes) => new()
    {
        Id = id,
        Family = "lstm",
        Title = $"training step of LSTM layers {string.Join('-', sizes)}, batch {batch}, {time} time steps, mean of squares, SGD",
        Unit = Unit.Milliseconds,
        Bar = bar,
        Build = () => NetRuns.TrainingOnSquares(StackedLstm.Create(sizes), StackedLstm.Parameters(sizes), [time, batch, sizes[0]]),
        Order = new PeerOrder("lstm", new JsonObject
        {
            ["sizes"] = new JsonArray([.. sizes.Select(size => (JsonNode)size)]),
            ["batch"] = batch,
            ["time"] = time,
            ["parameters"] = StackedLstm.Parameters(sizes),
        }),
    };
}
