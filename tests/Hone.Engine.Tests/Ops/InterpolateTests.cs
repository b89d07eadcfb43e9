using Hone.Engine.Tests.Kernels;
using Hone.Kernels;
using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class InterpolateTests
{
    public static TheoryData<string> Goldens() => [.. GoldenCases.Names("interpolate")];

    public static TheoryData<InterpolateMode> Modes() => [.. Enum.GetValues<InterpolateMode>()];

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Values_and_gradients_equal_PyTorch(string name) =>
        GoldenCases.Check(GoldenCases.Read("interpolate").GetProperty(name), name, t => t[0].Interpolate(Options(name)));

    [Theory]
    [MemberData(nameof(Modes))]
    [ChecksGradientOf(typeof(Hone.Ops.Interpolate))]
    public void Gradient_matches_finite_differences(InterpolateMode mode)
    {
        foreach (Size2d size in new Size2d[] { (7, 6), (2, 3), 1 })
        {
            GradCheck.Check(t => t[0].Interpolate(new() { Size = size, Mode = mode }), [TestTensors.Normal(1, 2, 3, 4, 5)]);
            GradCheck.Check(t => t[0].Interpolate(new() { Size = size, Mode = mode }), [TestTensors.Normal(1, 0, 3, 4, 5)]);
            GradCheck.Check(t => t[0].Permute(0, 1, 3, 2).Interpolate(new() { Size = size, Mode = mode }), [TestTensors.Normal(1, 2, 1, 4, 5)]);
            GradCheck.Check(t => (t[0] * 2).Interpolate(new() { Size = size, Mode = mode }) + (t[0] * 3).Interpolate(new() { Size = size, Mode = mode }), [TestTensors.Normal(2, 1, 2, 3, 3)]);
        }
    }

    [Fact]
    public void Gradients_add_to_those_of_another_branch() => GradCheck.Check(
        t =>
        {
            Tensor x = t[0] * 2;
            InterpolateOptions options = new() { ScaleFactor = 2, Mode = InterpolateMode.Bilinear };
            return x.Interpolate(options) + x.Interpolate(options with { Mode = InterpolateMode.Nearest });
        },
        [TestTensors.Normal(1, 2, 3, 4, 4)]);

    [Theory]
    [MemberData(nameof(Modes))]
    [ChecksKernel(typeof(Resize<>), typeof(WeightedRows<>))]
    public void Float32_agrees_with_float64_for_every_number_of_channels(InterpolateMode mode)
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            Tensor[] inputs = [TestTensors.Normal(channels, 2, channels, 5, 6)];
            Float32Check.Compare(t => t[0].Interpolate(new() { ScaleFactor = 2, Mode = mode }), inputs);
            Float32Check.Compare(t => t[0].Interpolate(new() { Size = (3, 2), Mode = mode }), inputs);
            Float32Check.Compare(
                t =>
                {
                    Tensor x = t[0] * 2;
                    return x.Interpolate(new() { Size = (7, 4), Mode = mode }) + x.Interpolate(new() { Size = (7, 4), Mode = mode });
                },
                inputs);
        }
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        ThreadCheck.SameBits(t => t[0].Interpolate(new() { ScaleFactor = 2, Mode = InterpolateMode.Bicubic }), Float32Check.Narrow(TestTensors.Normal(1, 3, 20, 30, 30)));
        ThreadCheck.SameBits(t => t[0].Interpolate(new() { Size = 20, Mode = InterpolateMode.Bilinear, Antialias = true }), Float32Check.Narrow(TestTensors.Normal(1, 9, 3, 64, 64)));
    }

    [Fact]
    public void A_neighbour_of_weight_zero_does_not_spread_its_NaN()
    {
        Tensor x = Tensor.From([1f, float.NaN, 3f], [1, 1, 1, 3]);
        float[] y = x.Interpolate(new() { Size = (1, 3), Mode = InterpolateMode.Bilinear }).ToArray<float>();
        Assert.Equal([1f, float.NaN, 3f], y);
    }

    [Fact]
    public void Both_neither_and_empty_sizes_are_refused()
    {
        Tensor x = Tensor.Zeros([1, 1, 4, 3]);
        Assert.Contains("neither", Assert.Throws<HoneException>(() => x.Interpolate(new())).Message);
        Assert.Contains("Size 2x2 and ScaleFactor 3", Assert.Throws<HoneException>(() => x.Interpolate(new() { Size = 2, ScaleFactor = 3 })).Message);
        Assert.Contains("[1, 1, 4, 3] times 0.3", Assert.Throws<ShapeException>(() => x.Interpolate(new() { ScaleFactor = 0.3 })).Message);
        Assert.Contains("[1, 1, 4, 3] times NaN", Assert.Throws<ShapeException>(() => x.Interpolate(new() { ScaleFactor = double.NaN })).Message);
        Assert.Contains("output 0x2", Assert.Throws<ShapeException>(() => x.Interpolate(new() { Size = (0, 2) })).Message);
    }

    [Fact]
    public void Options_that_exclude_each_other_and_shapes_without_four_axes_are_refused()
    {
        Tensor x = Tensor.Zeros([1, 1, 4, 3]);
        Assert.Contains(
            "Nearest, AlignCorners True, Antialias False",
            Assert.Throws<HoneException>(() => x.Interpolate(new() { Size = 2, AlignCorners = true })).Message);
        Assert.Contains(
            "Bicubic, AlignCorners True, Antialias True",
            Assert.Throws<HoneException>(() => x.Interpolate(new() { Size = 2, Mode = InterpolateMode.Bicubic, AlignCorners = true, Antialias = true })).Message);
        Assert.Contains("Float32 [4, 3]", Assert.Throws<ShapeException>(() => Tensor.Zeros([4, 3]).Interpolate(new() { Size = 2 })).Message);
    }

    private static InterpolateOptions Options(string name)
    {
        string[] words = name.Split('_');
        return new()
        {
            Mode = words[0] switch
            {
                "nearest" => InterpolateMode.Nearest,
                "exact" => InterpolateMode.NearestExact,
                "bilinear" => InterpolateMode.Bilinear,
                _ => InterpolateMode.Bicubic,
            },
            Size = words[1] switch
            {
                "larger" => (7, 9),
                "smaller" => (2, 3),
                "one" => 1,
                "mixed" => (8, 2),
                _ => null,
            },
            ScaleFactor = words[1] == "factor" ? double.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture) : null,
            AlignCorners = words[^1] == "corners",
            Antialias = words[^1] == "antialias",
        };
    }
}
