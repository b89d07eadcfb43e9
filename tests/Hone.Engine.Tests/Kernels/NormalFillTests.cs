using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

[ChecksKernel(typeof(NormalFill))]
public sealed unsafe class NormalFillTests
{
    private const ulong Key = 0x1234_5678_9ABC_DEF0;

    [Fact]
    public void Registers_agree_with_the_plain_loop_at_every_length()
    {
        for (int length = 0; length <= 257; length++)
        {
            var expected = new float[length];
            var actual = new float[length + 1];
            actual[length] = 77;
            fixed (float* e = expected, a = actual)
            {
                NormalFill.Plain(e, length, Key, (ulong)length, 0.5, 2);
                NormalFill.Run(a, length, Key, (ulong)length, 0.5, 2);
            }

            Assert.Equal(77, actual[length]);
            for (int i = 0; i < length; i++)
            {
                Assert.True(Math.Abs(expected[i] - actual[i]) <= 4e-7 * (1 + Math.Abs(expected[i])), $"{length}[{i}]: {actual[i]:r} instead of {expected[i]:r}");
            }
        }
    }

    [Fact]
    public void A_number_does_not_depend_on_what_is_drawn_with_it()
    {
        var all = new float[100_003];
        new RandomStream(1, "parts").FillNormal(all, 0, 1);
        var stream = new RandomStream(1, "parts");
        int start = 0;
        foreach (int length in (int[])[1, 8, 30, 65_537, 100_003 - 65_576])
        {
            var part = new float[length];
            stream.FillNormal(part, 0, 1);
            Assert.Equal(all.AsSpan(start, length).ToArray(), part);
            start += length;
        }

        Assert.Equal(2UL * 100_003, stream.Position);
    }

    [Fact]
    public void Numbers_one_by_one_are_the_same_numbers()
    {
        var filled = new float[50];
        new RandomStream(9, "x").FillNormal(filled, 1, 3);
        var stream = new RandomStream(9, "x");
        Assert.All(filled, value => Assert.Equal((float)(1 + (3 * stream.NextNormal())), value, 1e-6f * (1 + Math.Abs(value))));
    }

    [Fact]
    public void The_moments_of_many_numbers_are_those_of_the_normal_distribution()
    {
        var x = new float[400_000];
        new RandomStream(5, "moments").FillNormal(x, 2, 0.5f);

        // Standard errors: 0.0008 of the mean, 0.0006 of the deviation, 0.004 of the skewness, 0.008 of the kurtosis; four of each.
        double mean = x.Average(v => (double)v);
        double deviation = Math.Sqrt(x.Average(v => Math.Pow(v - mean, 2)));
        Assert.Equal(2, mean, 0.0032);
        Assert.Equal(0.5, deviation, 0.0024);
        Assert.Equal(0, x.Average(v => Math.Pow((v - mean) / deviation, 3)), 0.016);
        Assert.Equal(3, x.Average(v => Math.Pow((v - mean) / deviation, 4)), 0.032);
    }
}
