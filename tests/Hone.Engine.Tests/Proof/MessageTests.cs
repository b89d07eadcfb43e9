using Hone.Memory;
using Hone.Testing;

namespace Hone.Engine.Tests.Proof;

/// <summary>Misuse that once went wrong in silence or with a raw error: each says what arrived.</summary>
[Collection(AloneCollection.Name)]
public sealed class MessageTests
{
    [Fact]
    public void A_view_of_a_stale_tensor_is_refused_instead_of_showing_other_data()
    {
        Tensor stale;
        using (StepScope.Begin())
        {
            stale = Tensor.Ones([4, 6]);
        }

        Func<Tensor>[] views = [() => stale.Detach(), () => stale.Reshape(24), () => stale.Transpose(), () => stale.Narrow(0, 1, 2), () => stale.Unsqueeze(0)];
        foreach (Func<Tensor> view in views)
        {
            Assert.Contains("[4, 6] (released)", Assert.Throws<TensorReleasedException>(view).Message);
        }
    }

    [Fact]
    public void A_stale_operand_is_reported_with_the_operation()
    {
        Tensor stale;
        using (StepScope.Begin())
        {
            stale = Tensor.Ones([3]);
        }

        Assert.Equal("Add", Assert.Throws<TensorReleasedException>(() => Tensor.Ones([3]) + stale).Where);
        Assert.Equal("Relu", Assert.Throws<TensorReleasedException>(() => stale.Relu()).Where);
    }

    [Fact]
    public void A_block_that_the_pool_did_not_make_never_serves_a_larger_tensor()
    {
        // 260 bytes belong to the class of 320; a block of 260 that came back as one of 320 would be overrun.
        Tensor adopted = Tensor.Ones([65]);
        using (StepScope scope = StepScope.Begin())
        {
            scope.Adopt(adopted);
        }

        Tensor.Ones([65]).ReturnToPool();
        var rented = new List<Storage>();
        for (int i = 0; i < 20; i++)
        {
            rented.Add(BufferPool.Rent(300));
        }

        Assert.All(rented, block => Assert.True(block.Capacity >= 300, $"{block.Capacity} bytes"));
        rented.ForEach(BufferPool.Return);
    }

    [Fact]
    public void A_tensor_larger_than_an_array_can_be_is_refused_with_its_bytes()
    {
        Shape shape = [700_000_000];
        Assert.Contains("2800000000 bytes", Assert.Throws<HoneException>(() => Tensor.Rent(shape)).Message);
        Assert.Contains("bytes", Assert.Throws<HoneException>(() => Tensor.Empty(shape)).Message);
        Assert.Contains("17179869176 bytes", Assert.Throws<HoneException>(() => Tensor.Rent([int.MaxValue], DType.Float64)).Message);
    }

    [Fact]
    public void A_gradient_of_another_type_is_refused_before_it_is_read()
    {
        Tensor x = Tensor.Ones([3], DType.Float64);
        x.RequiresGrad = true;
        Tensor y = x * 2;
        var error = Assert.Throws<HoneException>(() => y.Backward(Tensor.Ones([3])));
        Assert.Contains("Float64", error.Message);
        Assert.Contains("Float32 [3]", error.Message);
    }

    [Fact]
    public void Mixed_types_and_shapes_that_do_not_fit_are_reported_with_both_and_the_axis()
    {
        var types = Assert.Throws<HoneException>(() => Tensor.Ones([3]) + Tensor.Ones([3], DType.Float64));
        Assert.Contains("Float32 [3] and Float64 [3]", types.Message);
        var shapes = Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3]) * Tensor.Ones([2, 4]));
        Assert.Contains("[2, 3] and [2, 4]: 3 against 4 at axis -1", shapes.Message);
        Assert.Equal("Multiply", shapes.Where);
    }

    [Fact]
    public void An_index_outside_the_axis_is_reported_with_its_value()
    {
        Tensor x = Tensor.Ones([3, 2]);
        Assert.Contains("7", Assert.ThrowsAny<HoneException>(() => x.IndexSelect(0, Tensor.From([0L, 7], [2]))).Message);
        Assert.Contains("7", Assert.ThrowsAny<HoneException>(() => x.Gather(0, Tensor.From([0L, 7], [1, 2]))).Message);
        Assert.Contains("7", Assert.ThrowsAny<HoneException>(() => x.CrossEntropy(Tensor.From([0L, 1, 7], [3]))).Message);
    }

    [Fact]
    public void A_gradient_check_names_an_input_that_is_not_finite()
    {
        var error = Assert.Throws<HoneException>(() => GradCheck.Check(t => t[0] * t[1], [Tensor.Ones([2], DType.Float64), Tensor.From([1, double.NaN], [2])]));
        Assert.Contains("NaN at element 1", error.Message);
        Assert.Contains("input 1 of shape [2]", error.Message);
    }
}
