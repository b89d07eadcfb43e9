using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

/// <summary>Operations that find places or write to them, and rows of one element that a scalar is.</summary>
public sealed class PlaceTests
{
    private static readonly Tensor Once = Tensor.From([0L, 2, 1, 1, 2, 0, 0, 2], [2, 4]);
    private static readonly Tensor Twice = Tensor.From([0L, 2, 1, 1, 2, 2, 0, 1], [2, 4]);
    private static readonly Tensor Rows = Tensor.From([2L, 0, 2], [3]);
    private static readonly Tensor None = Tensor.Zeros([0], DType.Int64);
    private static readonly Tensor NoRows = Tensor.Zeros([0, 4], DType.Int64);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Scatter), typeof(Hone.Ops.IndexAdd))]
    public void Gradients_match_finite_differences()
    {
        GradCheck.Check(t => t[0].Scatter(0, Once, t[1]), [TestTensors.Normal(1, 3, 4), TestTensors.Normal(2, 2, 4)]);
        GradCheck.Check(t => t[0].Scatter(0, Twice, t[1]), [TestTensors.Transposed(1, 3, 4), TestTensors.Transposed(2, 2, 4)]);
        GradCheck.Check(t => t[0].Scatter(0, NoRows, t[1]), [TestTensors.Normal(1, 3, 4), TestTensors.Normal(2, 0, 4)]);
        GradCheck.Check(t => t[0].Scatter(-2, Twice, 3) * t[0], [TestTensors.Normal(1, 3, 4)]);
        GradCheck.Check(t => t[0].IndexAdd(0, Rows, t[1]), [TestTensors.Transposed(1, 3, 2), TestTensors.Transposed(2, 3, 2)]);
        GradCheck.Check(t => t[0].IndexAdd(-1, Rows, t[1]), [TestTensors.Normal(1, 2, 2, 2, 4), TestTensors.Normal(2, 2, 2, 2, 3)]);
        GradCheck.Check(t => t[0].IndexAdd(0, None, t[1]), [TestTensors.Normal(1, 3), TestTensors.Normal(2, 0)]);
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Softmax), typeof(Hone.Ops.CumSum), typeof(Hone.Ops.Take))]
    public void Gradients_of_medians_and_scalars_match_finite_differences()
    {
        GradCheck.Check(t => t[0].Median(1).Values * 2, [TestTensors.Normal(1, 2, 4, 3)]);
        GradCheck.Check(t => t[0].Median(0, keepDim: true).Values * t[0], [TestTensors.Transposed(1, 3, 2)]);
        GradCheck.Check(t => t[0].Median(), [TestTensors.Normal(1, 3, 2)]);
        GradCheck.Check(t => t[0].Median() + t[0].Sort(0).Values + t[0].TopK(1).Values, [TestTensors.Normal(1)]);
        GradCheck.Check(t => t[0].Softmax(0) + t[0].LogSoftmax(), [TestTensors.Normal(1)]);
        GradCheck.Check(t => t[0].CumSum(-1) * t[0].CumSum(0), [TestTensors.Normal(1)]);
    }

    [Fact]
    public void A_scalar_is_a_row_of_one_element()
    {
        Tensor x = Tensor.Scalar(3);
        foreach (int axis in new[] { 0, -1 })
        {
            Assert.Equal((1.0, 0), (x.Softmax(axis).Item(), x.Softmax(axis).Rank));
            Assert.Equal((0.0, 0), (x.LogSoftmax(axis).Item(), x.LogSoftmax(axis).Rank));
            Assert.Equal((3.0, 0), (x.CumSum(axis).Item(), x.CumSum(axis).Rank));
            foreach (SortResult result in new[] { x.Sort(axis), x.Sort(axis, descending: true), x.TopK(1, axis) })
            {
                Assert.Equal((3.0, 0), (result.Values.Item(), result.Values.Rank));
                Assert.Equal((0.0, 0), (result.Indices.Item(), result.Indices.Rank));
            }

            Assert.Equal((3.0, 0), (x.Median(axis).Values.Item(), x.Median(axis, keepDim: true).Indices.Rank));
        }

        Action[] wrong = [() => x.Softmax(1), () => x.CumSum(-2), () => x.Sort(1), () => x.TopK(1, 1), () => x.TopK(2), () => x.Median(1)];
        Assert.All(wrong, action => Assert.Throws<ShapeException>(action));
    }

    [Fact]
    public void Places_of_what_is_not_zero()
    {
        Tensor x = Tensor.From([0f, 2, 0, -1, 0, float.NaN], [2, 3]);
        Assert.Equal([0L, 1, 1, 0, 1, 2], x.NonZero().ToArray<long>());
        Assert.Equal([3, 2], x.NonZero().Shape);
        Assert.Equal([0L, 1, 1, 0, 2, 1], x.Transpose().NonZero().ToArray<long>());
        Assert.Equal([1L], Tensor.From([1f, 5], [2]).Greater(2).NonZero().ToArray<long>());
        Assert.Equal([0, 2], Tensor.Zeros([2, 3]).NonZero().Shape);
        Assert.Equal([0, 2], Tensor.Zeros([2, 0]).NonZero().Shape);

        // PyTorch: torch.nonzero of the scalars 5 and 0.
        Assert.Equal([1, 0], Tensor.Scalar(5).NonZero().Shape);
        Assert.Equal([0, 0], Tensor.Scalar(0).NonZero().Shape);
    }

    [Fact]
    public void Scatter_writes_and_the_last_one_stays()
    {
        Tensor x = Tensor.Zeros([3, 4], DType.Int64);
        Tensor source = Tensor.From([1L, 2, 3, 4, 5, 6, 7, 8], [2, 4]);
        Assert.Equal([1L, 0, 7, 0, 0, 0, 3, 8, 5, 6, 0, 0], x.Scatter(0, Twice, source).ToArray<long>());
        Assert.Equal(0, x.Sum().Item());
        Assert.Equal([9L, 0, 9, 0, 0, 0, 9, 9, 9, 9, 0, 0], x.Scatter(0, Twice, 9).ToArray<long>());
        Assert.Equal([true, false, true], Tensor.From([false, true, true], [3]).Scatter(0, Tensor.From([0L, 1], [2]), Tensor.From([true, false], [2])).ToArray<bool>());
        Assert.Contains("5 at position [1, 0]", Assert.Throws<ShapeException>(() => x.Scatter(1, Tensor.From([0L, 5], [2, 1]), 1)).Message);
        Assert.Contains("source Float32 [2, 4]", Assert.Throws<ShapeException>(() => x.Scatter(0, Twice, Tensor.Ones([2, 4]))).Message);
        Assert.Equal("Scatter", Assert.Throws<HoneException>(() => x.Scatter(0, Twice, 0.5)).Where);
    }

    [Fact]
    public void IndexAdd_adds_rows_in_every_type_of_numbers()
    {
        Tensor x = Tensor.Ones([3, 2]);
        Tensor source = Tensor.From([1f, 2, 10, 20, 100, 200], [3, 2]);
        float[] expected = [11, 21, 1, 1, 102, 203];
        foreach (DType type in new[] { DType.Float32, DType.Float64, DType.Int64, DType.Int32, DType.UInt8 })
        {
            Assert.Equal(expected, x.To(type).IndexAdd(0, Rows, source.To(type)).To(DType.Float32).ToArray<float>());
        }

        Assert.Equal([2f, 1, 2], Tensor.Ones([1, 3]).IndexAdd(1, Tensor.From([0L, 2], [2]), Tensor.Ones([1, 2])).ToArray<float>());
        Assert.Contains("3 at position 1", Assert.Throws<ShapeException>(() => x.IndexAdd(0, Tensor.From([0L, 3], [2]), Tensor.Ones([2, 2]))).Message);
        Assert.Contains("source Float32 [2, 2]", Assert.Throws<ShapeException>(() => x.IndexAdd(0, Rows, Tensor.Ones([2, 2]))).Message);
    }

    [Fact]
    public void Indices_changed_after_IndexAdd_do_not_move_its_gradient()
    {
        Tensor source = Tensor.From([1f, 2], [2]);
        source.RequiresGrad = true;
        Tensor indices = Tensor.From([0L, 1], [2]);
        Tensor y = Tensor.Zeros([2]).IndexAdd(0, indices, source);
        indices.CopyFrom(Tensor.From([99L, 99], [2]));
        y.Backward(Tensor.From([3f, 5], [2]));
        Assert.Equal([3f, 5], source.Grad!.ToArray<float>());
    }

    [Fact]
    public void The_median_is_the_lower_of_two_and_NaN_where_there_is_one()
    {
        Tensor x = Tensor.From([4f, 1, 3, 2, 5, float.NaN, 7, 6], [2, 4]);
        MedianResult rows = x.Median(1);
        Assert.Equal([2f, float.NaN], rows.Values.ToArray<float>());
        Assert.Equal([3L, 1], rows.Indices.ToArray<long>());
        Assert.Equal([4f, float.NaN, 3, 2], x.Median(0).Values.ToArray<float>());
        Assert.Equal([1, 4], x.Median(0, keepDim: true).Values.Shape);
        Assert.Equal(3L, Tensor.From([9L, 3, 5, 1], [4]).Median().ToArray<long>()[0]);
        Assert.Contains("shape [2, 0], axis 1", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).Median(1)).Message);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([0]).Median());
    }

    [Fact]
    public void Random_integers_and_orders_follow_their_stream()
    {
        Tensor dice = Tensor.RandomInt([600, 10], new RandomStream(7, "dice"), 1, 7);
        long[] values = dice.ToArray<long>();
        Assert.Equal(values, Tensor.RandomInt([600, 10], new RandomStream(7, "dice"), 1, 7).ToArray<long>());

        // 1000 of each are expected, with a standard deviation of 29.
        Assert.Equal([1L, 2, 3, 4, 5, 6], values.Distinct().Order());
        Assert.All(values.GroupBy(value => value), face => Assert.InRange(face.Count(), 850, 1150));
        Assert.All(Tensor.RandomInt([50], new RandomStream(7, "far"), long.MinValue, long.MaxValue).ToArray<long>().Chunk(25), half => Assert.Contains(half, value => value < 0));
        Assert.Contains("low 3, high 3", Assert.Throws<HoneException>(() => Tensor.RandomInt([1], new RandomStream(7, "none"), 3, 3)).Message);

        Tensor order = Tensor.RandomPermutation(100, new RandomStream(7, "order"));
        Assert.Equal(Array.ConvertAll(new RandomStream(7, "order").Permutation(100), place => (long)place), order.ToArray<long>());
        Assert.Equal(Tensor.Arange(0, 100).ToArray<long>(), order.Sort().Values.ToArray<long>());
        Assert.Equal([0], Tensor.RandomPermutation(0, new RandomStream(7, "order")).Shape);
        Assert.Throws<ShapeException>(() => Tensor.RandomPermutation(-1, new RandomStream(7, "order")));
    }
}
