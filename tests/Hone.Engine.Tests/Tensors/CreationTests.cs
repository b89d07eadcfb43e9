namespace Hone.Engine.Tests.Tensors;

public sealed class CreationTests
{
    [Fact]
    public void A_value_that_the_type_cannot_hold_is_refused()
    {
        (double Value, DType Type)[] cases =
        [
            (300, DType.UInt8), (-1, DType.UInt8), (0.5, DType.UInt8), (double.NaN, DType.Int64), (1e30, DType.Int32), (2147483648, DType.Int32),
            (Math.Pow(2, 63), DType.Int64), (double.NegativeInfinity, DType.Int64), (2, DType.Bool), (0.5, DType.Bool),
        ];
        foreach ((double value, DType type) in cases)
        {
            var full = Assert.Throws<HoneException>(() => Tensor.Full([2], value, type));
            Assert.Equal($"{value}", full.Got);
            Assert.Equal("Full", full.Where);
            Assert.Contains($"{type}", full.Expected);
            Assert.Contains("Float32", full.Try);
            Assert.Equal("Scalar", Assert.Throws<HoneException>(() => Tensor.Scalar(value, type)).Where);
        }
    }

    [Fact]
    public void A_value_at_the_border_of_the_type_is_held()
    {
        Assert.Equal([(byte)255, 255], Tensor.Full([2], 255, DType.UInt8).ToArray<byte>());
        Assert.Equal([int.MinValue], Tensor.Full([1], int.MinValue, DType.Int32).ToArray<int>());
        Assert.Equal([long.MinValue], Tensor.Full([1], -Math.Pow(2, 63), DType.Int64).ToArray<long>());
        Assert.Equal([true, true], Tensor.Full([2], 1, DType.Bool).ToArray<bool>());
        Assert.Equal([float.PositiveInfinity, float.PositiveInfinity], Tensor.Full([2], 1e300).ToArray<float>());
    }

    [Fact]
    public void A_sequence_of_fractions_needs_a_floating_point_type()
    {
        var error = Assert.Throws<HoneException>(() => Tensor.Arange(0, 1, 0.25));
        Assert.Contains("step 0.25", error.Got);
        Assert.Contains("DType.Float32", error.Try);
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f], Tensor.Arange(0, 1, 0.25, DType.Float32).ToArray<float>());
        Assert.Contains("start 0.5", Assert.Throws<HoneException>(() => Tensor.Arange(0.5, 3)).Message);
        Assert.Contains("end 300", Assert.Throws<HoneException>(() => Tensor.Arange(0, 300, 1, DType.UInt8)).Message);
        Assert.Equal("Linspace", Assert.Throws<HoneException>(() => Tensor.Linspace(0, 1, 3, DType.Int64)).Where);
        Assert.Equal([0L, 3, 6, 9], Tensor.Linspace(0, 9, 4, DType.Int64).ToArray<long>());
    }

    [Fact]
    public void Sequences_of_integers_are_exact_beyond_the_integers_of_a_double()
    {
        double start = Math.Pow(2, 53);
        Assert.Equal([(1L << 53) + 0, (1L << 53) + 1, (1L << 53) + 2, (1L << 53) + 3], Tensor.Arange(start, start + 4).ToArray<long>());
        Assert.Equal([0L, 1, 2], Tensor.Arange(0, 2.5).ToArray<long>());
        Assert.Equal([3, 1, -1], Tensor.Arange(3, -2, -2, DType.Int32).ToArray<int>());
        Assert.Equal(256, Tensor.Arange(0, 256, 1, DType.UInt8).ElementCount);
        Assert.Equal(long.MaxValue, Tensor.Arange(Math.Pow(2, 63) - 1024, Math.Pow(2, 63)).ToArray<long>()[^1]);
        Assert.Equal([false, true], Tensor.Arange(0, 2, 1, DType.Bool).ToArray<bool>());
        Assert.Empty(Tensor.Arange(0, 0, 1, DType.UInt8).ToArray<byte>());
        Assert.Equal(DType.Int32, Tensor.Arange(0, 0, 1, DType.Int32).DType);
    }

    [Fact]
    public void Tensors_that_no_memory_can_hold_are_refused_before_memory_is_asked_for()
    {
        var stream = new RandomStream(1, "test");
        Tensor wide = Tensor.Ones([1]).Expand([2_000_000_000]);
        (string Where, Action Run)[] cases =
        [
            ("RandomUniform", () => Tensor.RandomUniform([int.MaxValue], stream)),
            ("RandomNormal", () => Tensor.RandomNormal([int.MaxValue], stream)),
            ("Arange", () => Tensor.Arange(0, int.MaxValue)),
            ("Linspace", () => Tensor.Linspace(0, 1, int.MaxValue)),
            ("Eye", () => Tensor.Eye(1, int.MaxValue)),
            ("OneHot", () => Tensor.Zeros([1], DType.Int64).OneHot(int.MaxValue)),
            ("ToArray", () => wide.ToArray<float>()),
            ("MaskedSelect", () => Tensor.Ones([1]).Expand([int.MaxValue]).MaskedSelect(Tensor.Ones([1], DType.Bool))),
        ];
        foreach ((string where, Action run) in cases)
        {
            var error = Assert.Throws<HoneException>(run);
            Assert.Contains("bytes", error.Message);
            Assert.Equal(where, error.Where);
        }

        var count = Assert.Throws<HoneException>(() => Tensor.Arange(0, 3e9));
        Assert.Contains("2147483647", count.Expected);
        Assert.Contains("3000000000 numbers", count.Got);
    }

    [Fact]
    public void Types_that_do_not_exist_are_refused()
    {
        Func<Tensor>[] cases = [() => Tensor.Zeros([2], (DType)99), () => Tensor.Full([2], 1, (DType)99), () => Tensor.Ones([2]).To((DType)99), () => Tensor.Arange(0, 2, 1, (DType)99)];
        foreach (Func<Tensor> run in cases)
        {
            var error = Assert.Throws<HoneException>(run);
            Assert.Equal("99", error.Got);
            Assert.Contains("Float64", error.Expected);
        }
    }
}
