using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

[ChecksKernel(typeof(GemmWhole))]
public sealed unsafe class GemmWholeTests
{
    private const int Guard = 64;

    [Theory]
    [InlineData(0, 3, 4)]
    [InlineData(3, 0, 4)]
    [InlineData(3, 4, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(5, 7, 3)]
    [InlineData(70, 50, 60)]
    [InlineData(1, 400, 400)]
    public void Products_of_integers_equal_the_plain_loop_and_touch_nothing_else(int m, int n, int k)
    {
        Check<long>(m, n, k, accumulate: false);
        Check<long>(m, n, k, accumulate: true);
        Check<int>(m, n, k, accumulate: true);
    }

    private static void Check<T>(int m, int n, int k, bool accumulate)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var random = new Random(1);

        // a lies by rows, b by columns: every stride differs from 1 once.
        T[] a = Values<T>(random, m * k);
        T[] b = Values<T>(random, k * n);
        T[] expected = Values<T>(random, (m * n) + (2 * Guard));
        T[] actual = [.. expected];
        fixed (T* left = a, right = b, plain = expected, fast = actual)
        {
            GemmPlain.Run(m, n, k, left, k, 1, right, 1, k, plain + Guard, n, accumulate);
            GemmWhole.Run(m, n, k, left, k, 1, right, 1, k, fast + Guard, n, accumulate);
        }

        Assert.Equal(expected, actual);
    }

    private static T[] Values<T>(Random random, int count)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = T.CreateTruncating(random.NextInt64());
        }

        return values;
    }
}
