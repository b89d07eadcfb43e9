using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Kernels;

namespace Hone.Bench.Workloads;

/// <summary>
/// One pass of a square convolution. Forward runs through the public operation with the weight packed as a layer keeps it; the
/// backward passes call the kernel, because no public operation computes one gradient alone. Results lie in pooled memory.
/// </summary>
internal sealed class ConvDuel : Duel
{
    public required ConvShape Sizes { get; init; }

    public required ConvPass Pass { get; init; }

    public static ConvDuel Create(string name, ConvShape s, ConvPass pass, double? bar)
    {
        string passName = PassName(pass);
        return new ConvDuel
        {
            Id = $"{name}-{passName}",
            Family = "conv",
            Title = $"convolution {s.KernelHeight}x{s.KernelWidth}, batch {s.Batch}, {s.InChannels} to {s.OutChannels} channels, "
                + $"{s.InHeight}x{s.InWidth}, stride {s.StrideHeight}: {passName}",
            Unit = Unit.Gigaflops,
            Bar = bar,

            // Nominal operations: a faster algorithm shows as a higher rate.
            Work = 2.0 * s.MultiplyAdds * (pass == ConvPass.Backward ? 2 : 1),
            Sizes = s,
            Pass = pass,
            Order = new PeerOrder("conv", new JsonObject
            {
                ["batch"] = s.Batch,
                ["in"] = s.InChannels,
                ["out"] = s.OutChannels,
                ["size"] = s.InHeight,
                ["kernel"] = s.KernelHeight,
                ["stride"] = s.StrideHeight,
                ["pass"] = passName,
            }),
        };
    }

    /// <inheritdoc/>
    public override Action Prepare()
    {
        ConvShape s = Sizes;
        Shape inputShape = [s.Batch, s.InChannels, s.InHeight, s.InWidth];
        Shape outputShape = [s.Batch, s.OutChannels, s.OutHeight, s.OutWidth];
        Tensor x = RandomTensors.Normal(inputShape, 1);
        Tensor dy = RandomTensors.Normal(outputShape, 2);
        Tensor logical = RandomTensors.Normal([s.OutChannels, s.InChannels, s.KernelHeight, s.KernelWidth], 3);
        Tensor weight = logical.Pack(new ConvPacking(logical.Shape));
        var options = new Conv2dOptions { Stride = s.StrideHeight, Padding = s.PaddingHeight };
        return Pass switch
        {
            ConvPass.Forward => () => Forward(x, weight, options),
            ConvPass.BackwardData => () => Backward(s, x, dy, weight, data: true, weights: false),
            ConvPass.BackwardWeight => () => Backward(s, x, dy, weight, data: false, weights: true),
            _ => () => Backward(s, x, dy, weight, data: true, weights: true),
        };
    }

    private static void Forward(Tensor x, Tensor weight, Conv2dOptions options)
    {
        using StepScope step = StepScope.Begin();
        x.Conv2d(weight, options: options);
    }

    private static unsafe void Backward(in ConvShape s, Tensor x, Tensor dy, Tensor weight, bool data, bool weights)
    {
        using StepScope step = StepScope.Begin();
        if (weights)
        {
            Tensor dw = Tensor.Empty([(int)s.PackedWeightLength]);
            Convolution.BackwardWeight(s, x.Pointer<float>(), dy.Pointer<float>(), dw.Pointer<float>(), accumulate: false, exact: false);
        }

        if (data)
        {
            Tensor dx = Tensor.Empty(x.Shape);
            Convolution.BackwardData(s, dy.Pointer<float>(), weight.Pointer<float>(), dx.Pointer<float>(), accumulate: false, exact: false);
        }
    }

    private static string PassName(ConvPass pass) => pass switch
    {
        ConvPass.Forward => "forward",
        ConvPass.Backward => "backward",
        ConvPass.BackwardData => "backward-data",
        _ => "backward-weight",
    };
}
