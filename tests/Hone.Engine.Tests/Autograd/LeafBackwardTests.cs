namespace Hone.Engine.Tests.Autograd;

/// <summary>Backward that begins at a leaf: there is nothing to walk, and the leaf gets the seed.</summary>
public sealed class LeafBackwardTests
{
    [Fact]
    public void A_scalar_leaf_gets_gradient_one_for_each_backward()
    {
        Tensor x = Tensor.Scalar(3);
        x.RequiresGrad = true;
        x.Backward();
        Assert.Equal(1, x.Grad!.Item());
        x.Backward();
        Assert.Equal(2, x.Grad!.Item());
        (x * 4).Backward();
        Assert.Equal(6, x.Grad!.Item());
        x.ZeroGrad();
        x.Backward();
        Assert.Equal(1, x.Grad!.Item());
    }

    [Fact]
    public void Another_leaf_gets_the_gradient_that_is_given_as_a_copy()
    {
        Tensor x = Tensor.From([1.0, 2, 3, 4, 5, 6], [2, 3]);
        x.RequiresGrad = true;
        Tensor seed = Tensor.From([1.0, 2, 3, 4, 5, 6], [3, 2]).Transpose();
        x.Backward(seed);
        Assert.Equal([1.0, 3, 5, 2, 4, 6], x.Grad!.ToArray<double>());
        seed.CopyFrom(Tensor.Zeros([2, 3], DType.Float64));
        Assert.Equal([1.0, 3, 5, 2, 4, 6], x.Grad!.ToArray<double>());
        x.Backward(x.Grad!);
        Assert.Equal([2.0, 6, 10, 4, 8, 12], x.Grad!.ToArray<double>());
        x.Backward(Tensor.Scalar(1, DType.Float64).Expand([2, 3]));
        Assert.Equal([3.0, 7, 11, 5, 9, 13], x.Grad!.ToArray<double>());
        Assert.Throws<ShapeException>(x.Backward);

        Tensor empty = Tensor.Zeros([0, 2]);
        empty.RequiresGrad = true;
        empty.Backward(Tensor.Zeros([0, 2]));
        Assert.Equal([0, 2], empty.Grad!.Shape);
    }

    [Fact]
    public void A_tensor_that_wants_no_gradient_is_refused()
    {
        var error = Assert.Throws<HoneException>(Tensor.Scalar(3).Backward);
        Assert.Contains("a tensor of shape [] that", error.Message);
        Assert.Contains("RequiresGrad", error.Try);
    }
}
