namespace Hone.Nn.Tests.Layers;

/// <summary>Layers with options against PyTorch; tools/golden/make_layer_options.py wrote the files.</summary>
public sealed class LayerOptionsGoldenTests
{
    private static readonly Dictionary<string, Func<Module>> Layers = new()
    {
        ["batchnorm_options/features_plain"] = () => new BatchNorm1d(6, new() { Affine = false }),
        ["batchnorm_options/features_untracked"] = () => new BatchNorm1d(6, new() { Epsilon = 1e-3, TrackRunningStats = false }),
        ["batchnorm_options/sequence_bare"] = () => new BatchNorm1d(6, new() { Affine = false, TrackRunningStats = false }),
        ["batchnorm_options/images_plain"] = () => new BatchNorm2d(5, new() { Momentum = 0.3, Affine = false }),
        ["batchnorm_options/images_untracked"] = () => new BatchNorm2d(5, new() { TrackRunningStats = false }),
        ["batchnorm_options/images_bare"] = () => new BatchNorm2d(5, new() { Affine = false, TrackRunningStats = false }),
        ["batchnorm_options/behind_convolution_plain"] = () => new Sequential(new Conv2d(3, 5, 3, new() { Bias = false }), new BatchNorm2d(5, new() { Affine = false }), new ReLU()),
        ["batchnorm_options/behind_convolution_untracked"] = () => new Sequential(new Conv2d(3, 5, 3, new() { Bias = false }), new BatchNorm2d(5, new() { TrackRunningStats = false }), new ReLU()),
        ["batchnorm_options/behind_convolution_bare"] = () => new Sequential(new Conv2d(3, 5, 3), new BatchNorm2d(5, new() { Affine = false, TrackRunningStats = false })),
        ["sequence_layers/instancenorm"] = () => new InstanceNorm1d(5),
        ["sequence_layers/instancenorm_affine"] = () => new InstanceNorm1d(5, new() { Epsilon = 1e-3, Affine = true }),
        ["sequence_layers/instancenorm_tracked"] = () => new InstanceNorm1d(5, new() { Momentum = 0.3, TrackRunningStats = true }),
        ["sequence_layers/instancenorm_both"] = () => new InstanceNorm1d(5, new() { Affine = true, TrackRunningStats = true }),
        ["sequence_layers/adaptive_max"] = () => new AdaptiveMaxPool1d(4),
        ["sequence_layers/adaptive_max_longer"] = () => new AdaptiveMaxPool1d(5),
        ["sequence_layers/maximum"] = () => new AdaptiveMaxPool1d(1),
        ["pads/constant1d"] = () => new ConstantPad1d(1, 3, 0.7),
        ["pads/constant2d"] = () => new ConstantPad2d(1, 0, 2, 3, -0.5),
        ["pads/zero2d"] = () => new ZeroPad2d(1, 2, 0, 3),
        ["pads/reflection1d"] = () => new ReflectionPad1d(3, 1),
        ["pads/reflection2d"] = () => new ReflectionPad2d(4, 2, 0, 3),
        ["pads/replication1d"] = () => new ReplicationPad1d(6, 1),
        ["pads/replication2d"] = () => new ReplicationPad2d(1, 2, 0, 6),
        ["pads/reflection_of_one"] = () => new ReflectionPad2d(1, 2, 3, 1),
        ["conv_same/odd1d"] = () => new Conv1d(4, 6, 3, new() { SamePadding = true, Groups = 2 }),
        ["conv_same/even1d"] = () => new Conv1d(3, 5, 4, new() { SamePadding = true }),
        ["conv_same/even1d_apart"] = () => new Conv1d(3, 5, 2, new() { SamePadding = true, Dilation = 3, Bias = false }),
        ["conv_same/even1d_even_steps"] = () => new Conv1d(3, 5, 4, new() { SamePadding = true, Dilation = 2 }),
        ["conv_same/odd2d"] = () => new Conv2d(3, 5, 3, new() { SamePadding = true }),
        ["conv_same/even2d"] = () => new Conv2d(3, 5, 4, new() { SamePadding = true }),
        ["conv_same/mixed2d"] = () => new Conv2d(4, 6, (2, 3), new() { SamePadding = true, Dilation = (3, 2), Groups = 2 }),
        ["conv_same/wide2d"] = () => new Conv2d(3, 5, (1, 6), new() { SamePadding = true, Bias = false }),
        ["conv_same/norm2d"] = () => new Sequential(
            new Conv2d(3, 5, 2, new() { SamePadding = true, Bias = false }), new BatchNorm2d(5), new ReLU(), new Conv2d(5, 4, 4, new() { SamePadding = true }), new BatchNorm2d(4)),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_gradients_state_and_evaluation_equal_PyTorchs_in_float64(string name) => Check(name, "f64", DType.Float64, 1e-10, 1e-10);

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_gradients_state_and_evaluation_equal_PyTorchs_in_float32(string name) => Check(name, "f32", DType.Float32, 2e-5, 4e-6);

    [Fact]
    public void Every_layer_in_the_files_is_compared()
    {
        string[] files = [.. Layers.Keys.Select(name => name.Split('/')[0]).Distinct()];
        Assert.Equal(Layers.Keys.Order(), files.SelectMany(file => Golden.Read(file + ".f64").Keys.Select(key => $"{file}/{key.Split('/')[0]}").Distinct()).Order());
    }

    private static void Check(string name, string suffix, DType type, double relative, double absolute)
    {
        string[] parts = name.Split('/');
        Golden.Layer(Golden.Read($"{parts[0]}.{suffix}").Part(parts[1] + "/"), Layers[name](), type, relative, absolute);
    }
}
