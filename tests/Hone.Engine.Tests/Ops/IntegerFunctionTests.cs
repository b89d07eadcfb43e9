namespace Hone.Engine.Tests.Ops;

/// <summary>Elementwise functions of integers that stay integers.</summary>
public sealed class IntegerFunctionTests
{
    private static readonly Tensor Numbers = Tensor.From([1L, 2, 3], [3]);

    [Fact]
    public void Functions_of_integers_that_stay_integers_are_computed()
    {
        Tensor x = Tensor.From([-3L, 0, 5, long.MinValue], [4]);
        Assert.Equal([3L, 0, 5, long.MinValue], x.Abs().ToArray<long>());
        Assert.Equal([3L, 0, -5, long.MinValue], (-x).ToArray<long>());
        Assert.Equal([-1L, 0, 1, -1], x.Sign().ToArray<long>());
        Assert.Equal([9L, 0, 25, 0], x.Square().ToArray<long>());
        Assert.Equal([-2L, 0, 3, -2], x.Clamp(-2, 3).ToArray<long>());
        Assert.Equal([-3L, 0, 1, long.MinValue], x.Clamp(double.NegativeInfinity, 1).ToArray<long>());
        Tensor small = Tensor.From([-2, -1, 0, 1, 3], [5]);
        Assert.Equal([1, 1, 1, 1, 1], small.Pow(0).ToArray<int>());
        Assert.Equal([-2, -1, 0, 1, 3], small.Pow(1).ToArray<int>());
        Assert.Equal([-8, -1, 0, 1, 27], small.Pow(3).ToArray<int>());
        Assert.Equal([64, 1, 0, 1, 729], small.Pow(6).ToArray<int>());
        Assert.Equal([-1, 1], Tensor.From([-1, 1], [2]).Pow(1e9 + 1).ToArray<int>());
        Tensor bytes = Tensor.From((byte[])[0, 7, 200], [3]);
        Assert.Equal([(byte)0, 7, 200], bytes.Abs().ToArray<byte>());
        Assert.Equal([(byte)0, 1, 1], bytes.Sign().ToArray<byte>());
        Assert.Equal([(byte)5, 7, 100], bytes.Clamp(5, 100).ToArray<byte>());
        Assert.Equal([(byte)0, 49, 64], bytes.Square().ToArray<byte>());
    }

    [Fact]
    public void Functions_of_integers_keep_views_and_layouts_apart()
    {
        Tensor x = Tensor.From([-1L, 2, -3, 4, -5, 6], [2, 3]).Transpose();
        Assert.Equal([1L, 4, 2, 5, 3, 6], x.Abs().ToArray<long>());
        Assert.Equal([-1L, 4, 2, -2, -2, 4], x.Clamp(-2, 4).ToArray<long>());
        Assert.Equal([-1L, 2, -1, 2], Tensor.From([-1L, 2], [2]).Expand([2, 2]).Pow(1).ToArray<long>());
        Assert.Equal([-1L, 4, 2, -5, -3, 6], x.ToArray<long>());
    }

    [Fact]
    public void Functions_that_leave_the_integers_are_refused()
    {
        (string Got, Func<Tensor> Run)[] cases =
        [
            ("exponent 0.5", () => Numbers.Pow(0.5)),
            ("exponent -1", () => Numbers.Pow(-1)),
            ("exponent NaN", () => Numbers.Pow(double.NaN)),
            ("0.5", () => Numbers.Clamp(0.5, 2)),
            ("300", () => Tensor.Ones([2], DType.UInt8).Clamp(0, 300)),
            ("UInt8 [2]", () => -Tensor.Ones([2], DType.UInt8)),
            ("Bool [2]", () => Tensor.Ones([2], DType.Bool).Abs()),
            ("Int64 [3]", () => Numbers.Sqrt()),
        ];
        foreach ((string got, Func<Tensor> run) in cases)
        {
            var error = Assert.Throws<HoneException>(() => run());
            Assert.Contains(got, error.Got);
            Assert.Contains("To(DType.", error.Try);
        }
    }

    [Fact]
    public void ScatterAdd_adds_integers()
    {
        Tensor index = Tensor.From([0L, 2, 0], [3]);
        Assert.Equal([5L, 2, 5], Numbers.ScatterAdd(0, index, Tensor.From([1L, 2, 3], [3])).ToArray<long>());
        Assert.Equal([4, 0, 2], Tensor.Zeros([3], DType.Int32).ScatterAdd(0, index, Tensor.From([1, 2, 3], [3])).ToArray<int>());
        Assert.Equal([(byte)4, 0, 2], Tensor.Zeros([3], DType.UInt8).ScatterAdd(0, index, Tensor.From((byte[])[1, 2, 3], [3])).ToArray<byte>());
        Assert.Contains("Bool [3]", Assert.Throws<ShapeException>(() => Tensor.Zeros([3], DType.Bool).ScatterAdd(0, index, Tensor.Ones([3], DType.Bool))).Message);
    }
}
