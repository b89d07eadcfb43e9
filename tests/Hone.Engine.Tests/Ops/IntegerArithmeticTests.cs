namespace Hone.Engine.Tests.Ops;

/// <summary>Numbers and quotients of integer tensors: right, or refused with the place, but never converted in silence.</summary>
public sealed class IntegerArithmeticTests
{
    private static readonly Tensor Numbers = Tensor.From([1L, 2, 3], [3]);

    [Fact]
    public void A_number_that_the_type_cannot_hold_is_refused_in_arithmetic()
    {
        (string Number, string Where, Func<Tensor> Run)[] cases =
        [
            ("0.5", "Multiply", () => Numbers * 0.5),
            ("0.5", "Multiply", () => 0.5 * Numbers),
            ("0.5", "Add", () => Numbers + 0.5),
            ("1.5", "Subtract", () => 1.5 - Numbers),
            ("1.5", "Subtract", () => Numbers - 1.5),
            ("NaN", "Add", () => Numbers + double.NaN),
            ("1E+30", "Add", () => Numbers + 1e30),
            ("9.223372036854776E+18", "Add", () => Numbers + Math.Pow(2, 63)),
            ("0.5", "Divide", () => Numbers / 0.5),
            ("1.5", "Divide", () => 1.5 / Numbers),
            ("-1", "Add", () => Tensor.Ones([2], DType.UInt8) + -1),
            ("2147483648", "Add", () => Tensor.Ones([2], DType.Int32) + 2147483648.0),
        ];
        foreach ((string number, string where, Func<Tensor> run) in cases)
        {
            var error = Assert.Throws<HoneException>(() => run());
            Assert.Equal(number, error.Got);
            Assert.Equal(where, error.Where);
            Assert.Contains("To(DType.Float32)", error.Try);
        }
    }

    [Fact]
    public void Whole_numbers_in_arithmetic_keep_the_type()
    {
        Assert.Equal([2L, 4, 6], (Numbers * 2).ToArray<long>());
        Assert.Equal([9L, 8, 7], (10 - Numbers).ToArray<long>());
        Assert.Equal([long.MinValue + 1, long.MinValue + 2, long.MinValue + 3], (Numbers + -Math.Pow(2, 63)).ToArray<long>());
        Assert.Equal([0.5f, 1, 1.5f], (Numbers.To(DType.Float32) * 0.5).ToArray<float>());
    }

    [Fact]
    public void Quotients_of_integers_are_cut_towards_zero()
    {
        Assert.Equal([0L, 1, 1], (Numbers / 2).ToArray<long>());
        Assert.Equal([-3L, 3, -3], (Tensor.From([-7L, 7, 7], [3]) / Tensor.From([2L, 2, -2], [3])).ToArray<long>());
        Assert.Equal([6, 3, 2], (6 / Tensor.From([1, 2, 3], [3])).ToArray<int>());
        Assert.Equal([(byte)127], (Tensor.From((byte[])[255], [1]) / 2).ToArray<byte>());
    }

    [Fact]
    public void The_smallest_integer_divided_by_minus_one_wraps_around()
    {
        Assert.Equal([long.MinValue, -5], (Tensor.From([long.MinValue, 5], [2]) / -1).ToArray<long>());
        Assert.Equal([int.MinValue, 0], (Tensor.From([int.MinValue, 0], [2]) / Tensor.From([-1, -1], [2])).ToArray<int>());
    }

    [Fact]
    public void Division_of_integers_by_zero_is_refused_with_the_place()
    {
        var error = Assert.Throws<HoneException>(() => Numbers / Tensor.From([1L, 0, 1], [3]));
        Assert.Contains("0 at element 1 of the divisor of shape [3]", error.Got);
        Assert.Equal("Divide", error.Where);
        Assert.Contains("To(DType.Float32)", error.Try);
        Assert.Contains("element 0 of the divisor of shape []", Assert.Throws<HoneException>(() => Numbers / 0).Message);
        Assert.Contains("element 2", Assert.Throws<HoneException>(() => 1 / Tensor.From([1, 2, 0], [3])).Message);
        Tensor transposed = Tensor.From((byte[])[1, 2, 0, 3], [2, 2]).Transpose();
        Assert.Contains("element 1", Assert.Throws<HoneException>(() => Tensor.Ones([2, 2], DType.UInt8) / transposed).Message);

        // Where nothing is divided, no place is wrong. In floating point nothing is refused.
        Assert.Equal([0, 3], (Tensor.Zeros([0, 3], DType.Int64) / Tensor.Zeros([3], DType.Int64)).Shape);
        Assert.Equal([double.PositiveInfinity, double.NaN], (Tensor.From([1.0, 0], [2]) / 0).ToArray<double>());
    }

    [Fact]
    public void A_long_division_of_integers_runs_on_all_threads()
    {
        Tensor x = Tensor.Arange(0, 200_000);
        Assert.Equal(Enumerable.Range(0, 200_000).Select(i => i / -1L), (x / -1).ToArray<long>());
        Tensor divisor = x - 199_999;
        Assert.Contains("element 199999", Assert.Throws<HoneException>(() => x / divisor).Message);
    }
}
