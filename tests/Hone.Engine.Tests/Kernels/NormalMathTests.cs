using System.Runtime.Intrinsics;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

[ChecksKernel(typeof(NormalMath))]
public sealed class NormalMathTests
{
    private const double Unit = 1.0 / (1UL << 53);

    /// <summary>Everything that 1 - u can be at its ends, near one, at the borders of the mantissa, and in between.</summary>
    public static IEnumerable<double> Arguments()
    {
        double[] borders = [Unit, 2 * Unit, 3 * Unit, 1 - Unit, 1 - (2 * Unit), 1, Math.Sqrt(0.5), Math.BitDecrement(Math.Sqrt(0.5)), 0.5, Math.BitDecrement(0.5), 0.25];
        var random = new Random(1);
        return borders
            .Concat(Enumerable.Range(0, 53).Select(e => Math.ScaleB(1 + random.NextDouble(), -e - 1)))
            .Concat(Enumerable.Range(0, 20_000).Select(_ => 1 - random.NextDouble()));
    }

    [Fact]
    public void Logarithms_are_right_to_two_units_in_the_last_place() =>
        Assert.All(Arguments(), x => AssertClose(Math.Log(x), NormalMath.Log(Vector512.Create(x)).GetElement(3), $"ln {x:r}"));

    [Fact]
    public void Cosines_are_right_to_two_units_in_the_last_place()
    {
        double[] borders = [0, Math.PI / 2, Math.BitIncrement(Math.PI / 2), Math.PI, Math.BitDecrement(Math.PI), 1.5 * Math.PI, 2 * Math.PI, (1 - Unit) * 2 * Math.PI];
        Assert.All(
            borders.Concat(Arguments().Select(u => u * (2 * Math.PI))),
            x => AssertClose(Math.Cos(x), NormalMath.Cos(Vector512.Create(x)).GetElement(3), $"cos {x:r}"));
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= 2 * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)), $"{what}: {actual:r} instead of {expected:r}");
}
