using System.Text.Json.Nodes;
using Hone.Bench.Harness;

namespace Hone.Bench.Workloads;

/// <summary>Batch norm with ReLU and max pooling, forward alone and with backward, at a size that fits the cache and one that does not.</summary>
internal static class NormDuels
{
    private const int Batch = 32;
    private const int Channels = 64;

    /// <summary>Pixels along each side: 2 MiB of activations, which the last cache holds.</summary>
    private const int Cached = 16;

    /// <summary>Pixels along each side: 25 MiB of activations.</summary>
    private const int Large = 56;

    /// <summary>What the fused passes promise in cache.</summary>
    private const double InCache = 5;

    public static IEnumerable<Workload> All()
    {
        foreach (string op in (string[])["bn-relu", "maxpool"])
        {
            foreach (int size in (int[])[Cached, Large])
            {
                double? bar = size == Cached ? InCache : null;
                yield return Create(op, size, backward: false, bar);
                yield return Create(op, size, backward: true, bar);
            }
        }
    }

    private static StepDuel Create(string op, int size, bool backward, double? bar) => new()
    {
        Id = $"{op}-{size}{(backward ? "-backward" : string.Empty)}",
        Family = op,
        Title = $"{(op == "maxpool" ? "max pooling 3x3, stride 2" : "batch norm in training and ReLU")}, "
            + $"[{Batch}, {Channels}, {size}, {size}], forward{(backward ? " and backward" : string.Empty)}",
        Unit = Unit.Microseconds,
        Bar = bar,
        Build = () => Build(op, size, backward),
        Order = new PeerOrder("norms", new JsonObject
        {
            ["op"] = op,
            ["batch"] = Batch,
            ["channels"] = Channels,
            ["size"] = size,
            ["backward"] = backward,
        }),
    };

    private static Action Build(string op, int size, bool backward)
    {
        Tensor x = RandomTensors.Normal([Batch, Channels, size, size], 1);
        Func<Tensor> forward = op == "maxpool" ? () => x.MaxPool2d(3, 2, 1) : BatchNormRelu(x, trainable: backward);
        if (!backward)
        {
            return () =>
            {
                using NoGrad none = NoGrad.Enter();
                using StepScope step = StepScope.Begin();
                forward();
            };
        }

        x.RequiresGrad = true;
        Tensor dy = RandomTensors.Normal(forward().Shape, 2);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            x.ZeroGrad();
            forward().Backward(dy);
        };
    }

    private static Func<Tensor> BatchNormRelu(Tensor x, bool trainable)
    {
        Tensor weight = Tensor.Ones([Channels]);
        Tensor bias = Tensor.Zeros([Channels]);
        Tensor mean = Tensor.Zeros([Channels]);
        Tensor variance = Tensor.Ones([Channels]);
        weight.RequiresGrad = trainable;
        bias.RequiresGrad = trainable;
        return () => x.BatchNormRelu(weight, bias, mean, variance, training: true);
    }
}
