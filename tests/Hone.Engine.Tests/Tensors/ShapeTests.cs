namespace Hone.Engine.Tests.Tensors;

public sealed class ShapeTests
{
    [Fact]
    public void More_axes_than_there_may_be_are_refused_with_their_number()
    {
        int[] sizes = [.. Enumerable.Repeat(1, Shape.MaxRank + 1)];
        var error = Assert.Throws<ShapeException>(() => Shape.Create(sizes));
        Assert.Contains("at most 32 axes", error.Message);
        Assert.Contains("33 axes", error.Message);
        Assert.Throws<ShapeException>(() => Tensor.Ones(Shape.Create(sizes.AsSpan(1))).Unsqueeze(0));
    }

    [Fact]
    public void Shapes_compare_by_their_sizes()
    {
        Shape a = [2, 3];
        Assert.True(a == [2, 3]);
        Assert.True(a != [3, 2]);
        Assert.Equal("[2, 3]", a.ToString());
        Assert.Equal(6, a.ElementCount);
        Assert.Equal(3, a[-1]);
    }

    [Fact]
    public void A_scalar_has_one_element_and_no_axes()
    {
        Shape scalar = [];
        Assert.Equal(0, scalar.Rank);
        Assert.Equal(1, scalar.ElementCount);
    }

    [Fact]
    public void A_product_of_sizes_that_overflows_is_refused_with_the_sizes()
    {
        var error = Assert.Throws<ShapeException>(() => Shape.Create([70000, 70000]));
        Assert.Contains("[70000, 70000]", error.Message);
    }

    [Fact]
    public void An_axis_outside_the_shape_is_refused_with_both()
    {
        Shape shape = [2, 3];
        var error = Assert.Throws<ShapeException>(() => shape[2]);
        Assert.Contains("axis 2 for shape [2, 3]", error.Message);
    }
}
