using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Bench.Workloads.Nets;
using Hone.Nn;

namespace Hone.Bench.Workloads;

/// <summary>Segmentation: a U-Net over ResNet-18 with a class for each pixel, training steps and their peak memory.</summary>
internal static class UnetCatalog
{
    private const int Parameters = 31_114_008;
    private const int Classes = 12;
    private const int Batch = 8;
    private const int Size = 128;

    public static IEnumerable<Workload> All()
    {
        var step = new StepDuel
        {
            Id = "unet-128-train",
            Family = "unet",
            Title = $"training step of a U-Net on ResNet-18, {Size} pixels, batch {Batch}, {Classes} classes for each pixel, SGD with momentum",
            Unit = Unit.ImagesPerSecond,
            Bar = 1.5,
            Work = Batch,
            Build = () => NetRuns.Segmentation(
                new DynamicUnet(ModelBody.Create(ResNet.ResNet18(), -2), Classes, new() { ImageSize = Size }),
                Parameters,
                [Batch, 3, Size, Size],
                Classes,
                parameters => new Sgd(parameters, new SgdOptions { LearningRate = 0.01, Momentum = 0.9 })),
            Order = new PeerOrder("unet", new JsonObject { ["size"] = Size, ["batch"] = Batch, ["classes"] = Classes, ["parameters"] = Parameters }),
        };
        yield return step;
        yield return MemoryDuel.Of(step, "contiguous", "channels-last");
    }
}
