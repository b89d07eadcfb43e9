namespace Hone.Nn.Tests.Layers;

/// <summary>Layers and whole grids of window sizes against PyTorch; tools/golden/make_norms.py wrote the files.</summary>
public sealed class NormPoolConvGoldenTests
{
    private static readonly Dictionary<string, Func<Module>> Layers = new()
    {
        ["layernorm"] = () => new LayerNorm([37]),
        ["layernorm_images"] = () => new LayerNorm([3, 4, 5]),
        ["layernorm_plain"] = () => new LayerNorm([19], new() { ElementwiseAffine = false }),
        ["rmsnorm"] = () => new RmsNorm([37], new() { Epsilon = 1e-6 }),
        ["groupnorm"] = () => new GroupNorm(3, 12),
        ["groupnorm_sequence"] = () => new GroupNorm(2, 6),
        ["instancenorm"] = () => new InstanceNorm2d(5),
        ["instancenorm_tracked"] = () => new InstanceNorm2d(5, new() { Affine = true, TrackRunningStats = true }),
        ["adaptive_max"] = () => new AdaptiveMaxPool2d((3, 2)),
        ["concat_pool"] = () => new AdaptiveConcatPool2d(2),
        ["pools1d"] = () => new Sequential(
            new MaxPool1d(3, new() { Stride = 2, Padding = 1, CeilMode = true }),
            new AvgPool1d(2, new() { Stride = 1, Padding = 1 }),
            new AdaptiveAvgPool1d(4)),
        ["conv1d"] = () => new Sequential(
            new Conv1d(4, 6, 3, new() { Stride = 2, Padding = 1, Groups = 2 }),
            new Conv1d(6, 5, 2, new() { Dilation = 2 })),
        ["conv_transpose1d"] = () => new ConvTranspose1d(4, 6, 3, new() { Stride = 2, Padding = 1, OutputPadding = 1, Groups = 2 }),
        ["conv_transpose2d"] = () => new ConvTranspose2d(6, 20, 3, new() { Stride = 2, Padding = 1, OutputPadding = 1, Groups = 2 }),
        ["pixel_shuffle"] = () => new Sequential(new PixelShuffle(2), new PixelUnshuffle(3)),
        ["pixel_shuffle_icnr"] = () => new PixelShuffleIcnr(3, new() { OutChannels = 2 }),
        ["pixel_shuffle_blur"] = () => new PixelShuffleIcnr(3, new() { OutChannels = 2, Blur = true }),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_gradients_and_statistics_equal_PyTorchs_in_float64(string name) => Check(name, "f64", DType.Float64, 1e-10, 1e-10);

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_gradients_and_statistics_equal_PyTorchs_in_float32(string name) => Check(name, "f32", DType.Float32, 2e-5, 4e-6);

    [Fact]
    public void Every_layer_listed_has_a_golden() =>
        Assert.Equal(Layers.Keys.Order(), Golden.Read("norms.f64").Keys.Select(key => key.Split('/')[0]).Distinct().Order());

    [Fact]
    public void Convolutions_of_every_grouping_kernel_stride_padding_and_dilation_equal_PyTorchs()
    {
        int cases = Grid("conv_grid", (numbers, inputs) => inputs[0].Conv2d(inputs[1], null, new()
        {
            Groups = numbers[0],
            Stride = numbers[3],
            Padding = (numbers[4], numbers[5]),
            Dilation = numbers[6],
        }));
        Assert.Equal(90, cases);
    }

    [Fact]
    public void Transposed_convolutions_of_every_grouping_kernel_stride_padding_and_dilation_equal_PyTorchs()
    {
        int cases = Grid("conv_transpose_grid", (numbers, inputs) => inputs[0].ConvTranspose2d(inputs[1], null, new()
        {
            Groups = numbers[0],
            Stride = numbers[3],
            Padding = numbers[4],
            OutputPadding = numbers[5],
            Dilation = numbers[6],
        }));
        Assert.Equal(150, cases);
    }

    [Fact]
    public void Poolings_of_every_kernel_stride_padding_and_rounding_equal_PyTorchs()
    {
        int cases = Grid("pool_grid", (numbers, inputs) =>
        {
            bool ceil = numbers[3] == 1;
            return numbers.Length == 4
                ? inputs[0].MaxPool2d(numbers[0], numbers[1], numbers[2], ceil)
                : inputs[0].AvgPool2d(numbers[0], new() { Stride = numbers[1], Padding = numbers[2], CeilMode = ceil, CountIncludePad = numbers[4] == 1 });
        });
        Assert.Equal(126, cases);
    }

    private static void Check(string name, string suffix, DType type, double relative, double absolute) =>
        Golden.Layer(Golden.Read($"norms.{suffix}").Part(name + "/"), Layers[name](), type, relative, absolute);

    /// <summary>Runs every case in both element types; the numbers in its name are the options.</summary>
    private static int Grid(string file, Func<int[], Tensor[], Tensor> function)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read(file);
        string[] cases = [.. golden.Keys.Where(key => key.EndsWith("/out", StringComparison.Ordinal)).Select(key => key[..^4])];
        foreach (string name in cases)
        {
            Dictionary<string, Tensor> expected = golden.Part(name + "/");
            int[] numbers = [.. System.Text.RegularExpressions.Regex.Matches(name, "[0-9]+").Select(match => int.Parse(match.Value, null))];
            foreach (DType type in new[] { DType.Float64, DType.Float32 })
            {
                Tensor[] inputs = expected.TryGetValue("in.w", out Tensor? weight) ? [Leaf(golden["x"], type), Leaf(weight, type)] : [Leaf(golden["x"], type)];
                Tensor y = function(numbers, inputs);
                Golden.Close(expected["out"], y, 2e-6, 4e-6, $"{name}, {type}: out");
                y.Backward(Golden.Slope(y.Shape, type));
                Golden.Close(expected["g.x"], inputs[0].Grad, 2e-6, 1e-5, $"{name}, {type}: gradient of x");
                if (inputs.Length == 2)
                {
                    Golden.Close(expected["g.w"], inputs[1].Grad, 2e-6, 1e-5, $"{name}, {type}: gradient of the weight");
                }
            }
        }

        return cases.Length;
    }

    private static Tensor Leaf(Tensor golden, DType type)
    {
        Tensor leaf = golden.To(type).Detach();
        leaf.RequiresGrad = true;
        leaf.ZeroGrad();
        return leaf;
    }
}
