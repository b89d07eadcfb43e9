using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Bench.Workloads.Nets;
using Hone.Nn;

namespace Hone.Bench.Workloads;

/// <summary>The training step of a transformer encoder, with its peak memory.</summary>
internal static class TransformerCatalog
{
    private const int Batch = 16;
    private const int Time = 128;
    private static readonly string[] Settings = ["plain AdamW", "foreach AdamW"];

    public static IEnumerable<Workload> All()
    {
        StepDuel training = new()
        {
            Id = "transformer-6x384",
            Family = "transformer",
            Title = "training step of a transformer encoder, 6 layers x 384, 6 heads, 128 tokens, batch 16, AdamW",
            Unit = Unit.Milliseconds,
            Bar = 1.3,
            Build = Step,
            Order = new PeerOrder("transformer", new JsonObject
            {
                ["batch"] = Batch,
                ["time"] = Time,
                ["size"] = TransformerNet.Size,
                ["parameters"] = TransformerNet.Parameters,
            }),
        };
        yield return training;
        yield return MemoryDuel.Of(training, Settings);
    }

    /// <summary>Forward, mean squared error against fixed numbers, backward, optimizer.</summary>
    private static Action Step()
    {
        Module model = TransformerNet.Create();
        NetRuns.Check(model, TransformerNet.Parameters);
        model.Initialize(1);
        Optimizer stepper = new AdamW(model.Parameters());
        Tensor x = RandomTensors.Normal([Batch, Time, TransformerNet.Size], 1);
        Tensor target = RandomTensors.Normal([Batch, Time, TransformerNet.Size], 2);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            stepper.ZeroGrad();
            Tensor loss = model.Forward(x).MseLoss(target);
            loss.Backward();
            stepper.Step();
        };
    }
}
