using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class SliceTests
{
    [Fact]
    public void The_program_of_the_documentation_does_what_it_says()
    {
        Tensor x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
        Tensor last = x[^1];
        Tensor column = x[.., .., 1];
        Tensor corner = x[0, 1.., ..2];
        Tensor everyOther = x.Slice(2, 0, step: 2);

        Assert.Equal([3, 4], last.Shape);
        Assert.Equal(Enumerable.Range(12, 12).Select(i => (long)i), last.ToArray<long>());
        Assert.Equal([2, 3], column.Shape);
        Assert.Equal([1L, 5, 9, 13, 17, 21], column.ToArray<long>());
        Assert.Equal([2, 2], corner.Shape);
        Assert.Equal([4L, 5, 8, 9], corner.ToArray<long>());
        Assert.Equal([2, 3, 2], everyOther.Shape);
        Assert.Equal([0L, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22], everyOther.ToArray<long>());
    }

    [Fact]
    public void Indices_remove_their_axis_and_ranges_keep_it()
    {
        Tensor x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
        Assert.Equal([], x[1, -1, ^1].Shape);
        Assert.Equal(23, x[1, -1, ^1].Item());
        Assert.Equal([1, 3, 4], x[1..].Shape);
        Assert.Equal([2, 3, 4], x[..].Shape);
        Assert.Equal([2, 0, 4], x[.., 1..1].Shape);
        Assert.Equal([3L, 7, 11], x[0, .., 3].ToArray<long>());
        Assert.Equal([0L, 4], x[0, ..^1, 0].ToArray<long>());
        int i = -2;
        Index j = ^3;
        Range k = 1..^1;
        Assert.Equal([1L, 2], x[i, j, k].ToArray<long>());
        Assert.Equal([true], Tensor.From([false, true], [2])[1..].ToArray<bool>());
    }

    [Fact]
    public void Select_takes_one_index_of_any_axis()
    {
        Tensor x = Tensor.Arange(0, 24).Reshape(2, 3, 4);
        Assert.Equal([2, 4], x.Select(1, 2).Shape);
        Assert.Equal([8L, 9, 10, 11, 20, 21, 22, 23], x.Select(1, 2).ToArray<long>());
        Assert.Equal([0L, 4, 8, 12, 16, 20], x.Select(-1, -4).ToArray<long>());
    }

    [Theory]
    [InlineData(null, null, 1, new[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(1, 6, 2, new[] { 1, 3, 5 })]
    [InlineData(1, 5, 2, new[] { 1, 3 })]
    [InlineData(-3, null, 1, new[] { 4, 5, 6 })]
    [InlineData(null, -2, 3, new[] { 0, 3 })]
    [InlineData(-100, 100, 4, new[] { 0, 4 })]
    [InlineData(5, 2, 1, new int[0])]
    [InlineData(7, null, 1, new int[0])]
    [InlineData(3, int.MaxValue, int.MaxValue, new[] { 3 })]
    [InlineData(int.MinValue, null, int.MaxValue, new[] { 0 })]
    public void Slice_takes_what_Python_takes(int? start, int? end, int step, int[] expected)
    {
        Tensor x = Tensor.From([0, 1, 2, 3, 4, 5, 6], [7]);
        Assert.Equal(expected, x.Slice(0, start, end, step).ToArray<int>());
        Tensor columns = Tensor.Stack([x, x], 1);
        Assert.Equal(expected.SelectMany(i => new[] { i, i }), columns.Slice(-2, start, end, step).ToArray<int>());
    }

    [Fact]
    public void Parts_share_memory_with_the_whole()
    {
        Tensor x = Tensor.Zeros([3, 4]);
        x[1].CopyFrom(Tensor.Ones([4]));
        x.Slice(1, 1, step: 2).CopyFrom(Tensor.Full([3, 2], 2));
        Assert.Equal([0f, 2, 0, 2, 1, 2, 1, 2, 0, 2, 0, 2], x.ToArray<float>());
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Slice))]
    public void Gradients_go_back_to_where_the_elements_came_from()
    {
        foreach (int[] shape in new int[][] { [3, 4], [3, 4, 2], [3, 4, 2, 3] })
        {
            GradCheck.Check(t => t[0][1], [TestTensors.Normal(1, shape)]);
            GradCheck.Check(t => t[0][1..3, ^1], [TestTensors.Normal(1, shape)]);
            GradCheck.Check(t => t[0][.., 1..^1] * t[0].Slice(1, 0, 2), [TestTensors.Normal(1, shape)]);
            GradCheck.Check(t => t[0].Select(-1, -2), [TestTensors.Normal(1, shape)]);
            GradCheck.Check(t => t[0].Slice(1, 0, null, 2) * t[0].Slice(1, 1, null, 2) * t[0].Slice(1, 1, 3), [TestTensors.Normal(1, shape)]);
        }

        GradCheck.Check(t => t[0][.., 1..1], [TestTensors.Normal(1, 2, 3)]);
        GradCheck.Check(t => t[0][..], [TestTensors.Normal(1, 3)]);
        GradCheck.Check(t => t[0].Slice(0, 1), [TestTensors.Normal(1, 0, 3)]);
        GradCheck.Check(t => t[0][2] * t[0][.., 1], [TestTensors.Normal(1, 3, 3)]);
    }

    [Fact]
    public void What_does_not_exist_is_named()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Refused(() => x[2], "Tensor[...]", "-2..1", "index 2 for shape [2, 3]");
        Refused(() => x[0, -4], "Tensor[...]", "axis 1", "-3..2", "index -4 for shape [2, 3]");
        Refused(() => x[^0], "Tensor[...]", "index ^0 for shape [2, 3]");
        Refused(() => x[int.MinValue], "Tensor[...]", "index -2147483647 for shape [2, 3]");
        Refused(() => x[0, 0, 0], "Tensor[...]", "of which there are 2", "3 for shape [2, 3]");
        Refused(() => Tensor.Scalar(1)[0], "Tensor[...]", "of which there are 0", "1 for shape []");
        Refused(() => x[.., 1..4], "Tensor[...]", "axis 1", "0..3", "1..4, which is 1..4, for shape [2, 3]");
        Refused(() => x[.., ^1..1], "Tensor[...]", "^1..1, which is 2..1, for shape [2, 3]");
        Refused(() => x[.., ^4..], "Tensor[...]", "^4..^0, which is -1..3, for shape [2, 3]");
        Refused(() => x.Select(1, 3), "Select", "axis 1", "-3..2", "index 3 for shape [2, 3]");
        Refused(() => Tensor.Zeros([2, 0]).Select(1, 0), "Select", "its size is 0", "index 0 for shape [2, 0]");
        Refused(() => x.Slice(1, 0, 3, 0), "Slice", "step 0 along axis 1 of shape [2, 3]", "Flip");
        Assert.Contains("axis 2 for shape [2, 3]", Assert.Throws<ShapeException>(() => x.Slice(2)).Message);
    }

    [Fact]
    public void A_stale_tensor_is_named_with_the_operation()
    {
        Tensor stale;
        using (StepScope.Begin())
        {
            stale = Tensor.Ones([3]);
        }

        Assert.Equal("Tensor[...]", Assert.Throws<TensorReleasedException>(() => stale[0]).Where);
        Assert.Equal("Select", Assert.Throws<TensorReleasedException>(() => stale.Select(0, 0)).Where);
        Assert.Equal("Slice", Assert.Throws<TensorReleasedException>(() => stale.Slice(0)).Where);
    }

    private static void Refused(Func<Tensor> action, string where, params string[] parts)
    {
        var error = Assert.Throws<ShapeException>(() => action());
        Assert.Equal(where, error.Where);
        Assert.NotNull(error.Try);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}
