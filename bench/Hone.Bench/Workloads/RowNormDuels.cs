using System.Text.Json.Nodes;
using Hone.Bench.Harness;

namespace Hone.Bench.Workloads;

/// <summary>Layer normalization of the tokens of a transformer, group normalization of images, and the transposed convolution that doubles images.</summary>
internal static class RowNormDuels
{
    private const int Groups = 8;

    public static IEnumerable<Workload> All()
    {
        yield return Create("layernorm-2048x384", "layernorm", "layer norm, [2048, 384], forward and backward", [2048, 384]);
        yield return Create("groupnorm-64-28", "groupnorm", $"group norm, {Groups} groups, [16, 64, 28, 28], forward and backward", [16, 64, 28, 28]);
        yield return Create("conv-transpose-2x2s2-64-28", "conv-transpose", "transposed convolution 2x2, stride 2, [8, 64, 28, 28] to 64 channels, forward and backward", [8, 64, 28, 28]);
    }

    private static StepDuel Create(string id, string op, string title, int[] shape) => new()
    {
        Id = id,
        Family = op,
        Title = title,
        Unit = Unit.Microseconds,
        Build = () => Build(op, Shape.Create(shape)),
        Order = new PeerOrder("rownorms", new JsonObject
        {
            ["op"] = op,
            ["shape"] = new JsonArray([.. shape.Select(size => JsonValue.Create(size))]),
            ["groups"] = Groups,
        }),
    };

    private static Action Build(string op, Shape shape)
    {
        Tensor x = RandomTensors.Normal(shape, 1);
        int features = op == "layernorm" ? shape[-1] : shape[1];
        bool enlarges = op == "conv-transpose";
        Tensor weight = enlarges ? Tensor.PackConvWeight(RandomTensors.Normal([features, features, 2, 2], 3)) : Tensor.Ones([features]);
        Tensor bias = Tensor.Zeros([features]);
        Func<Tensor> forward = op switch
        {
            "layernorm" => () => x.LayerNorm([features], weight, bias),
            "groupnorm" => () => x.GroupNorm(Groups, weight, bias),
            _ => () => x.ConvTranspose2d(weight, bias, new() { Stride = 2 }),
        };
        Tensor[] leaves = [x, weight, bias];
        foreach (Tensor leaf in leaves)
        {
            leaf.RequiresGrad = true;
        }

        Tensor dy = RandomTensors.Normal(forward().Shape, 2);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            foreach (Tensor leaf in leaves)
            {
                leaf.ZeroGrad();
            }

            forward().Backward(dy);
        };
    }
}
