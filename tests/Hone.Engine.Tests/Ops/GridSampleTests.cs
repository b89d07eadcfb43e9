using Hone.Engine.Tests.Kernels;
using Hone.Kernels;
using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class GridSampleTests
{
    public static TheoryData<string> Goldens() => [.. GoldenCases.Names("grid")];

    public static TheoryData<GridSampleMode, GridSamplePadding> Kinds()
    {
        var kinds = new TheoryData<GridSampleMode, GridSamplePadding>();
        foreach (GridSampleMode mode in Enum.GetValues<GridSampleMode>())
        {
            foreach (GridSamplePadding padding in Enum.GetValues<GridSamplePadding>())
            {
                kinds.Add(mode, padding);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Values_and_gradients_equal_PyTorch(string name) => GoldenCases.Check(
        GoldenCases.Read("grid").GetProperty(name),
        name,
        t => name.StartsWith("affine", StringComparison.Ordinal)
            ? t[0].AffineGrid((4, 5), name.EndsWith("corners", StringComparison.Ordinal))
            : t[0].GridSample(t[1], Options(name)));

    [Theory]
    [MemberData(nameof(Kinds))]
    [ChecksGradientOf(typeof(Hone.Ops.GridSample))]
    public void Gradients_match_finite_differences(GridSampleMode mode, GridSamplePadding padding)
    {
        foreach (bool corners in new[] { false, true })
        {
            GridSampleOptions options = new() { Mode = mode, Padding = padding, AlignCorners = corners };
            GradCheck.Check(t => t[0].GridSample(t[1], options), [TestTensors.Normal(1, 2, 3, 4, 5), TestTensors.Normal(4, 2, 3, 2, 2)], tolerance: 1e-5);
            GradCheck.Check(t => t[0].GridSample(t[1], options), [TestTensors.Normal(1, 2, 0, 4, 5), TestTensors.Normal(4, 2, 3, 2, 2)]);
            GradCheck.Check(t => t[0].GridSample(t[1], options), [TestTensors.Normal(1, 0, 3, 4, 5), TestTensors.Normal(4, 0, 3, 2, 2)]);
        }
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.AffineGrid))]
    public void Affine_grid_gradient_matches_finite_differences()
    {
        GradCheck.Check(t => t[0].AffineGrid((3, 4)), [TestTensors.Normal(1, 2, 2, 3)]);
        GradCheck.Check(t => t[0].AffineGrid((1, 4), alignCorners: true), [TestTensors.Normal(1, 2, 2, 3)]);
        GradCheck.Check(t => t[0].AffineGrid((3, 4)), [TestTensors.Normal(1, 0, 2, 3)]);
        GradCheck.Check(t => t[0].Permute(0, 2, 1).AffineGrid((3, 4)), [TestTensors.Normal(1, 2, 3, 2)]);
    }

    [Fact]
    public void Gradients_add_to_those_of_another_branch() => GradCheck.Check(
        t =>
        {
            Tensor theta = t[1] * 2;
            Tensor grid = theta.AffineGrid((3, 3)) + theta.AffineGrid((3, 3));
            Tensor x = t[0] * 2;
            return x.GridSample(grid) + x.GridSample(grid, new() { Padding = GridSamplePadding.Border });
        },
        [TestTensors.Normal(1, 2, 3, 4, 4), TestTensors.Normal(2, 2, 2, 3)],
        tolerance: 1e-5);

    [Theory]
    [MemberData(nameof(Kinds))]
    [ChecksKernel(typeof(AffineGridLoop<>), typeof(GridSampler<>), typeof(ScatteredRows<>))]
    public void Float32_agrees_with_float64_for_every_number_of_channels(GridSampleMode mode, GridSamplePadding padding)
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            Float32Check.Compare(
                t => t[0].GridSample(t[1], new() { Mode = mode, Padding = padding }),
                [TestTensors.Normal(channels, 2, channels, 5, 6), TestTensors.Normal(3, 2, 4, 5, 2)],
                tolerance: 2e-4);
        }
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        Tensor theta = Float32Check.Narrow(TestTensors.Normal(2, 4, 2, 3));
        ThreadCheck.SameBits(t => t[0].GridSample(t[1].AffineGrid((50, 40))), Float32Check.Narrow(TestTensors.Normal(1, 4, 3, 40, 50)), theta);
        ThreadCheck.SameBits(t => t[0].GridSample(t[1].AffineGrid((50, 40))), Float32Check.Narrow(TestTensors.Normal(1, 4, 130, 10, 12)), theta);
    }

    [Fact]
    public void The_identity_gives_the_image_back()
    {
        Tensor x = TestTensors.Normal(1, 2, 3, 5, 4);
        Tensor theta = Tensor.From([1.0, 0, 0, 0, 1, 0, 1.0, 0, 0, 0, 1, 0], [2, 2, 3]);
        double[] y = x.GridSample(theta.AffineGrid((5, 4))).ToArray<double>();
        Assert.All(x.ToArray<double>().Zip(y), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Points_that_are_no_numbers_lie_outside(GridSampleMode mode, GridSamplePadding padding)
    {
        Tensor grid = Tensor.From([float.NaN, 0, float.PositiveInfinity, 0, 1e30f, -1e30f], [1, 1, 3, 2]);
        float[] y = Tensor.Ones([1, 2, 3, 3]).GridSample(grid, new() { Mode = mode, Padding = padding }).ToArray<float>();
        Assert.All(y, v => Assert.True(float.IsFinite(v), $"{v}"));
        if (padding == GridSamplePadding.Zeros)
        {
            Assert.All(y, v => Assert.Equal(0, v));
        }
    }

    [Fact]
    public void Shapes_and_types_that_do_not_fit_are_refused()
    {
        Tensor x = Tensor.Zeros([2, 1, 4, 3]);
        Assert.Contains("x Float32 [2, 1, 4, 3] and grid [1, 4, 3, 2]", Assert.Throws<ShapeException>(() => x.GridSample(Tensor.Zeros([1, 4, 3, 2]))).Message);
        Assert.Contains("grid [2, 4, 3, 3]", Assert.Throws<ShapeException>(() => x.GridSample(Tensor.Zeros([2, 4, 3, 3]))).Message);
        Assert.Contains("Float64", Assert.Throws<HoneException>(() => x.GridSample(Tensor.Zeros([2, 4, 3, 2], DType.Float64))).Message);
        Assert.Contains("theta Float32 [2, 3], size 4x4", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).AffineGrid(4)).Message);
        Assert.Contains("size 0x4", Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 2, 3]).AffineGrid((0, 4))).Message);
    }

    private static GridSampleOptions Options(string name)
    {
        string[] words = name.Split('_');
        return new()
        {
            Mode = words[0] switch
            {
                "nearest" => GridSampleMode.Nearest,
                "bilinear" => GridSampleMode.Bilinear,
                _ => GridSampleMode.Bicubic,
            },
            Padding = words[1] switch
            {
                "zeros" => GridSamplePadding.Zeros,
                "border" => GridSamplePadding.Border,
                _ => GridSamplePadding.Reflection,
            },
            AlignCorners = words[^1] == "corners",
        };
    }
}
