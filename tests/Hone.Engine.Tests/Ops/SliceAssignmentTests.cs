namespace Hone.Engine.Tests.Ops;

/// <summary>x[...] = value, and Fill: as in PyTorch where no gradient is concerned.</summary>
public sealed class SliceAssignmentTests
{
    [Fact]
    public void A_part_takes_the_values_of_a_tensor_of_its_shape()
    {
        Tensor x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
        x[.., .., 1] = Tensor.From([7L, 8, 9], [3]);
        Assert.Equal([0L, 7, 2, 3, 4, 8, 6, 7, 8, 9, 10, 11, 12, 7, 14, 15, 16, 8, 18, 19, 20, 9, 22, 23], x.ToArray<long>());
        x[1, -1, ^1] = Tensor.Scalar(-1, DType.Int64);
        Assert.Equal(-1, x[1, 2, 3].Item());
        x[0] = Tensor.Zeros([1, 1, 3, 1], DType.Int64);
        Assert.Equal(new long[12], x[0].ToArray<long>());
        x[..] = x + 1;
        Assert.Equal([1L, 13, 8], new[] { x[0, 2, 2], x[1, 0, 0], x[1, 0, 1] }.Select(part => (long)part.Item()));
        x[1..1] = Tensor.Zeros([0, 3, 4], DType.Int64);
        Tensor y = Tensor.Zeros([4, 5]);
        y[1..3, -1] = Tensor.From([1f, 2], [2]);
        Assert.Equal([0f, 1, 2, 0], y[.., 4].ToArray<float>());
        y.Transpose()[2] = Tensor.From([1f, 2, 3, 4], [4]);
        Assert.Equal([1f, 2, 3, 4], y[.., 2].ToArray<float>());
        Tensor scalar = Tensor.Scalar(1);
        scalar[[]] = Tensor.Scalar(3);
        Assert.Equal(3, scalar.Item());
    }

    [Fact]
    public void Parts_of_one_memory_are_read_before_they_are_written()
    {
        Tensor x = Tensor.Arange(0, 6);
        x[1..] = x[..^1];
        Assert.Equal([0L, 0, 1, 2, 3, 4], x.ToArray<long>());
        x[..4] = x[5..];
        Assert.Equal([4L, 4, 4, 4, 3, 4], x.ToArray<long>());
    }

    [Fact]
    public void Floating_point_takes_other_numbers_and_whole_numbers_do_not()
    {
        Tensor x = Tensor.Zeros([3]);
        x[1..] = Tensor.From([1L, 2], [2]);
        x[0] = Tensor.Scalar(0.1, DType.Float64);
        Assert.Equal([0.1f, 1, 2], x.ToArray<float>());
        Tensor whole = Tensor.Zeros([3], DType.Int64);
        var error = Assert.Throws<HoneException>(() => whole[0] = Tensor.Scalar(2.5));
        Assert.Contains("Float32 []", error.Message);
        Assert.Contains("To(DType.Int64)", error.Try);
        Assert.Equal([0L, 0, 0], whole.ToArray<long>());
    }

    [Fact]
    public void Fill_writes_one_number_everywhere()
    {
        Tensor x = Tensor.Zeros([3, 4]);
        x[1.., -1].Fill(2.5);
        x.Slice(1, 0, step: 2)[0].Fill(-1);
        Assert.Equal([-1f, 0, -1, 0, 0, 0, 0, 2.5f, 0, 0, 0, 2.5f], x.ToArray<float>());
        Tensor images = Tensor.Zeros([2, 3, 2, 2]);
        images.Fill(1);
        Assert.Equal(24, images.Sum().Item());
        Tensor mask = Tensor.Zeros([2], DType.Bool);
        mask[1].Fill(1);
        Assert.Equal([false, true], mask.ToArray<bool>());
        Tensor.Zeros([0, 2]).Fill(1);
        Assert.Contains("2.5", Assert.Throws<HoneException>(() => Tensor.Zeros([1], DType.Int32).Fill(2.5)).Message);
        var error = Assert.Throws<HoneException>(() => Tensor.Zeros([1]).Expand([3]).Fill(1));
        Assert.Equal("Fill", error.Where);
        Assert.Contains("[3], which repeats one element 3 times", error.Message);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Tensor x = Tensor.Zeros([3, 4]);
        var error = Assert.Throws<ShapeException>(() => x[1] = Tensor.Zeros([3]));
        Assert.Contains("[4] and [3]", error.Message);
        Assert.Equal("Tensor[...]", error.Where);
        Assert.Contains("shape [2, 4]", Assert.Throws<ShapeException>(() => x[1] = Tensor.Zeros([2, 4])).Message);
        Assert.Contains("shape [4]", Assert.Throws<ShapeException>(() => x[1, ..1] = Tensor.Zeros([4])).Message);
        Assert.Contains("index 3 for shape [3, 4]", Assert.Throws<ShapeException>(() => x[3] = Tensor.Zeros([4])).Message);
        Assert.Equal("Tensor[...]", Assert.Throws<HoneException>(() => Tensor.Zeros([1, 2]).Expand([3, 2])[1..] = Tensor.Ones([2, 2])).Where);
        Assert.Equal(new float[12], x.ToArray<float>());
    }

    [Fact]
    public void Backward_does_not_use_values_that_an_assignment_wrote_over()
    {
        Tensor x = Tensor.From([1.0, 2, 3], [3]);
        Tensor w = Tensor.From([1.0, 1, 1], [3]);
        w.RequiresGrad = true;
        Tensor y = (x * w).Sum();
        x[0] = Tensor.Scalar(5, DType.Float64);
        var error = Assert.Throws<HoneException>(y.Backward);
        Assert.Contains("Float64 [3], overwritten after Multiply had used it", error.Message);

        y = (x * w).Sum();
        x[1..].Fill(0);
        Assert.Throws<HoneException>(y.Backward);

        // A sum does not need its values.
        y = w.Sum();
        w[0] = Tensor.Scalar(5, DType.Float64);
        y.Backward();
        Assert.Equal([1.0, 1, 1], w.Grad!.ToArray<double>());
        Assert.Equal([5.0, 1, 1], w.ToArray<double>());
        Assert.Null(w.Producer);
    }

    [Fact]
    public void Assignments_that_would_lose_a_gradient_are_refused()
    {
        Tensor w = Tensor.Ones([3]);
        w.RequiresGrad = true;
        Tensor result = w * 2;
        var error = Assert.Throws<HoneException>(() => result[0] = Tensor.Scalar(1));
        Assert.Contains("the result of Multiply with shape [3]", error.Message);
        Assert.Contains("Where", error.Try);
        Assert.Contains("NoGrad", error.Try);
        Tensor x = Tensor.Zeros([2]);
        error = Assert.Throws<HoneException>(() => x[0] = w[0]);
        Assert.Contains("a value of shape [] that requires a gradient", error.Message);
        using (NoGrad.Enter())
        {
            x[0] = w[0];
            result[0] = Tensor.Scalar(7);
        }

        Assert.Equal([1f, 0], x.ToArray<float>());
        Assert.Equal([7f, 2, 2], result.ToArray<float>());
    }
}
