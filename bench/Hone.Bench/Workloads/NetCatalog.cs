using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Bench.Workloads.Nets;
using Hone.Nn;

namespace Hone.Bench.Workloads;

/// <summary>Whole nets: training steps with their peak memory, inference, and the first step of a fresh process.</summary>
internal static class NetCatalog
{
    private const int FashionParameters = 1_227_900;
    private const int ResNetClasses = 10;
    private const int ResNet18Parameters = 11_181_642;
    private const int ResNet50Parameters = 23_528_522;
    private const int TabularParameters = 29_102;
    private const int CollabParameters = (6041 * 51) + (3953 * 51);
    private static readonly string[] Formats = ["contiguous", "channels-last"];

    public static IEnumerable<Workload> All()
    {
        StepDuel fashion = Fashion();
        yield return fashion;
        yield return MemoryDuel.Of(fashion, Formats);

        StepDuel resnet64 = ResNetTraining(18, 64, 32, 2.4);
        yield return resnet64;
        yield return MemoryDuel.Of(resnet64, Formats);
        yield return ResNetInference(18, 64, 32, "infer", 2.4);
        yield return ResNetInference(18, 64, 32, "jit", 1.9);

        StepDuel resnet224 = ResNetTraining(18, 224, 8, 1.8);
        yield return resnet224;
        yield return MemoryDuel.Of(resnet224, Formats);
        yield return ResNetInference(18, 224, 8, "jit", 1.6);
        yield return ResNetInference(18, 224, 1, "jit", null);

        StepDuel resnet50 = ResNetTraining(50, 224, 8, 1.3);
        yield return resnet50;
        yield return MemoryDuel.Of(resnet50, Formats);
        yield return ResNetInference(50, 224, 8, "infer", 1.5);
        yield return ResNetInference(50, 224, 8, "jit", 1.5);

        yield return Tabular();
        yield return Collab("collab-dense", "dense Adam", 4, sparse: false, parameters => new Adam(parameters), "dense Adam");
        yield return Collab("collab-sparse", "SparseAdam", 30, sparse: true, parameters => new SparseAdam(parameters), "sparse Adam", "dense Adam");
        yield return Collab("collab-sparse-sgd", "SGD on touched rows", 30, sparse: true, parameters => new Sgd(parameters), "SGD");
        yield return new StartUpDuel
        {
            Id = "start-up",
            Family = "start-up",
            Title = "process start to the end of the first ResNet-18 step and exit; 64 pixels, batch 32",
            Unit = Unit.Milliseconds,
            Step = resnet64,
            PeerSetting = Formats[0],
            Limit = 800,
        };
    }

    private static StepDuel Fashion() => new()
    {
        Id = "fashion-resnet",
        Family = "fashion",
        Title = "training step of the residual net of 1.2 M parameters, batch 1024, 28x28, AdamW",
        Unit = Unit.ImagesPerSecond,
        Bar = 1.5,
        Work = 1024,
        Build = () => NetRuns.Training(SmallResNet.Create(), FashionParameters, [1024, 1, 28, 28], 10, parameters => new AdamW(parameters)),
        Order = new PeerOrder("fashion", new JsonObject { ["batch"] = 1024, ["parameters"] = FashionParameters }),
    };

    private static StepDuel ResNetTraining(int depth, int size, int batch, double bar) => new()
    {
        Id = $"resnet{depth}-{size}-train",
        Family = $"resnet{depth}",
        Title = $"training step of ResNet-{depth}, {size} pixels, batch {batch}, SGD with momentum",
        Unit = Unit.ImagesPerSecond,
        Bar = bar,
        Work = batch,
        Build = () => NetRuns.Training(
            Net(depth),
            Parameters(depth),
            [batch, 3, size, size],
            ResNetClasses,
            parameters => new Sgd(parameters, new SgdOptions { LearningRate = 0.01, Momentum = 0.9 })),
        Order = ResNetOrder(depth, "train", size, batch),
    };

    /// <summary>Each side in the same form: as it was trained against eager mode, prepared for inference against jit.optimize_for_inference.</summary>
    private static StepDuel ResNetInference(int depth, int size, int batch, string mode, double? bar) => new()
    {
        Id = $"resnet{depth}-{size}-{(batch == 1 ? "single" : "infer")}{(mode == "jit" ? "-jit" : string.Empty)}",
        Family = $"resnet{depth}",
        Title = $"ResNet-{depth} in evaluation, {size} pixels, batch {batch}, {(mode == "jit" ? "optimized for inference, against jit.optimize_for_inference" : "against eager mode")}",
        Unit = Unit.ImagesPerSecond,
        Bar = bar,
        Work = batch,
        Build = () => NetRuns.Inference(Net(depth), Parameters(depth), [batch, 3, size, size], optimized: mode == "jit"),
        Order = ResNetOrder(depth, mode, size, batch),
    };

    private static ResNet Net(int depth)
    {
        var options = new ResNetOptions { Classes = ResNetClasses };
        return depth == 18 ? ResNet.ResNet18(options) : ResNet.ResNet50(options);
    }

    private static int Parameters(int depth) => depth == 18 ? ResNet18Parameters : ResNet50Parameters;

    private static PeerOrder ResNetOrder(int depth, string mode, int size, int batch) => new("resnet", new JsonObject
    {
        ["depth"] = depth,
        ["mode"] = mode,
        ["size"] = size,
        ["batch"] = batch,
        ["classes"] = ResNetClasses,
        ["parameters"] = Parameters(depth),
    });

    private static StepDuel Tabular() => new()
    {
        Id = "tabular-step",
        Family = "tabular",
        Title = "training step of a tabular net 40-200-100-2 with batch norm, batch 64, Adam",
        Unit = Unit.Microseconds,
        Bar = 5,
        Build = () => NetRuns.Training(TabularNet.Create(), TabularParameters, [64, 40], 2, parameters => new Adam(parameters)),
        Order = new PeerOrder("tabular", new JsonObject { ["batch"] = 64, ["parameters"] = TabularParameters }),
    };

    private static StepDuel Collab(string id, string optimizer, double bar, bool sparse, Func<IEnumerable<Parameter>, Optimizer> make, params string[] peerModes) => new()
    {
        Id = id,
        Family = "collab",
        Title = $"training step of dot-product filtering, 6041 users x 3953 items x 50 factors with biases, batch 64, {optimizer}",
        Unit = Unit.Microseconds,
        Bar = bar,
        Build = () => NetRuns.Ratings(new EmbeddingDotBias(50, 6041, 3953, new() { Sparse = sparse }), CollabParameters, 6041, 3953, 64, make),
        Order = new PeerOrder("collab", new JsonObject
        {
            ["modes"] = new JsonArray([.. peerModes.Select(mode => (JsonNode)mode)]),
            ["users"] = 6041,
            ["items"] = 3953,
            ["factors"] = 50,
            ["batch"] = 64,
            ["parameters"] = CollabParameters,
        }),
    };
}
