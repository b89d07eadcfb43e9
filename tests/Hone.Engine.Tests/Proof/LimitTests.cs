namespace Hone.Engine.Tests.Proof;

/// <summary>Sizes, axes and modes beyond what a tensor has: refused with numbers, never wrapped around.</summary>
public sealed class LimitTests
{
    private static readonly Tensor X = Tensor.From([1f, 2, 3], [3]);

    [Fact]
    public void Padding_that_leaves_the_range_of_a_size_is_refused()
    {
        foreach (PadMode mode in Enum.GetValues<PadMode>())
        {
            foreach (int[] padding in new[] { [int.MaxValue, int.MaxValue], [int.MaxValue, 1], new[] { int.MaxValue, 0 } })
            {
                var error = Assert.Throws<ShapeException>(() => X.Pad(padding, mode));
                Assert.Equal("Pad", error.Where);
                Assert.Contains($"{padding[0]} before and {padding[1]} after axis 0 of shape [3]", error.Got);
            }
        }

        Assert.Contains("bytes", Assert.Throws<HoneException>(() => X.Pad([2_000_000_000, 0])).Message);
        Assert.Same(X, X.Pad([0, 0]));
    }

    [Fact]
    public void Joining_more_than_a_size_can_say_is_refused()
    {
        Tensor wide = Tensor.Ones([1]).Expand([2_000_000_000]);
        var error = Assert.Throws<ShapeException>(() => Tensor.Cat([wide, wide]));
        Assert.Contains("4000000000 along axis 0 of 2 tensors", error.Got);
        Assert.Equal("Cat", error.Where);
    }

    [Fact]
    public void A_missing_tensor_is_named_with_its_number()
    {
        Func<Tensor>[] cases = [() => Tensor.Cat([X, null!]), () => Tensor.Stack([X, null!]), () => Tensor.Einsum("i,i", X, null!)];
        foreach (Func<Tensor> run in cases)
        {
            Assert.Contains("number 1 is null", Assert.Throws<ArgumentNullException>(run).Message);
        }
    }

    [Fact]
    public void A_mode_that_does_not_exist_is_refused() =>
        Assert.Equal("(PadMode)9", Assert.Throws<HoneException>(() => X.Pad([1, 1], (PadMode)9)).Got);

    [Fact]
    public void An_axis_flipped_twice_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => X.Flip(0, -1));
        Assert.Contains("axes [0, -1] for shape [3]", error.Got);
        Assert.Equal([3f, 2, 1], X.Flip(-1).ToArray<float>());
    }

    [Fact]
    public void Axes_that_continue_each_other_are_walked_however_many_there_are()
    {
        int[] sizes = [.. Enumerable.Repeat(2, 13)];
        Tensor x = Tensor.Arange(0, 8192).Reshape(sizes);
        Assert.Equal(Enumerable.Range(0, 8192).Select(i => 2L * i), (x + x).ToArray<long>());
        Tensor ones = Tensor.Ones(Shape.Create([.. Enumerable.Repeat(1, 31), 3]));
        Assert.Equal([2f, 2, 2], (ones + ones).ToArray<float>());

        Tensor reversed = x.Permute([.. Enumerable.Range(0, 13).Reverse()]);
        var error = Assert.Throws<ShapeException>(() => x + reversed);
        Assert.Equal("Add", error.Where);
        Assert.Contains("12 axes", error.Expected);
        Assert.Contains("[2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]", error.Got);
        Assert.Contains("Reshape", error.Try);
    }

    [Fact]
    public void The_gradient_of_mish_stays_1_however_large_the_number()
    {
        foreach (DType type in new[] { DType.Float32, DType.Float64 })
        {
            // 64 elements fill registers; one does not.
            foreach (int count in new[] { 1, 64 })
            {
                foreach (double value in new[] { 19.5, 20.5, 30, 1e14, 1e18, 1e30 })
                {
                    Tensor x = Tensor.Full([count], value, type);
                    x.RequiresGrad = true;
                    x.Mish().Sum().Backward();
                    Assert.All(x.Grad!.To(DType.Float64).ToArray<double>(), slope => Assert.Equal(1, slope, 6));
                }
            }
        }
    }
}
