using System.Runtime.Intrinsics;
using Hone.Kernels;

namespace Hone.Nn.Tests.Optimizers;

public sealed unsafe class OptimizerKernelTests
{
    public static TheoryData<int> Lengths => [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 100, 70_001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Descent_equals_the_plain_loop_at_every_width(int count)
    {
        Compare(count, new SgdUpdate(0.1, 0.99, 0.02, 0.9, 0.8, 1, 0.9), "pgm");
        Compare(count, new SgdUpdate(0.1, 0.99, 0.02, 0, 1, 0, 1), "pg");
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Adam_equals_the_plain_loop_at_every_width(int count)
    {
        var adam = new AdamUpdate(0.05, 0.99, 0.02, 0.9, 0.99, 1.5, 1e-5);
        Compare(count, adam, "pgmv");
        Compare(count, new SoftAdamUpdate(adam with { L2 = 0 }, 2), "pgmv");
        Compare(count, new SoftAdamUpdate(adam with { L2 = 0 }, 100), "pgmv");
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void RmsProp_equals_the_plain_loop_at_every_width(int count)
    {
        var update = new RmsPropUpdate(0.05, 0.99, 0.02, 0.9, 0.8, 1e-2);
        Compare(count, update, "pgv");
        Compare(count, update, "pgmv");
        Compare(count, update, "pgvw");
        Compare(count, update, "pgmvw");
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Averaging_equals_the_plain_loop_at_every_width(int count) => Compare(count, new LerpUpdate(0.3), "pg");

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sum_of_squared_directions_equals_the_plain_loop(int count)
    {
        float[] v = Array.ConvertAll(new RandomStream(2, "v").Floats(count + 1), Math.Abs);
        fixed (float* m = new RandomStream(1, "m").Floats(count + 1), squares = v)
        {
            double expected = AdamDirectionLoop.Plain(count, m, squares, 1.5, 0.1);
            Assert.Equal(expected, AdamDirectionLoop.SquareSum(count, m, squares, 1.5, 0.1), 1e-5 * (1 + expected));
            Assert.Equal(expected, AdamDirectionLoop.Vectors<Policy128, Vector128<float>>(count, m, squares, 1.5, 0.1), 1e-5 * (1 + expected));
            Assert.Equal(expected, AdamDirectionLoop.Vectors<Policy256, Vector256<float>>(count, m, squares, 1.5, 0.1), 1e-5 * (1 + expected));
            Assert.Equal(expected, AdamDirectionLoop.Vectors<Policy512, Vector512<float>>(count, m, squares, 1.5, 0.1), 1e-5 * (1 + expected));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(20_000)]
    public void Rows_are_updated_as_if_each_were_a_parameter_and_others_stay(int width)
    {
        int[] rows = [4, 0, 3];
        var adam = new AdamUpdate(0.05, 0.99, 0, 0.9, 0.99, 1.5, 1e-5);
        float[][] expected = Arrays(6 * width);
        float[][] actual = Arrays(6 * width);
        fixed (float* p = expected[0], g = expected[1], m = expected[2], v = expected[3], p2 = actual[0], g2 = actual[1], m2 = actual[2], v2 = actual[3])
        {
            for (int i = 0; i < rows.Length; i++)
            {
                int row = rows[i] * width;
                adam.Plain(width, new FlatArrays<float> { P = p + row, G = g + (i * width), M = m + row, V = v + row });
            }

            FlatLoop<AdamUpdate>.RunRows(rows, width, new FlatArrays<float> { P = p2, G = g2, M = m2, V = v2 }, adam);
        }

        Close(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sum_of_squares_equals_the_plain_loop(int count)
    {
        fixed (float* x = new RandomStream(1, "x").Floats(count + 1))
        {
            double expected = SquareSumLoop.Plain(count, x);
            Assert.Equal(expected, SquareSumLoop.Run(count, x), 1e-5 * (1 + expected));
            Assert.Equal(expected, SquareSumLoop.Vectors<Policy128, Vector128<float>>(count, x), 1e-5 * (1 + expected));
            Assert.Equal(expected, SquareSumLoop.Vectors<Policy256, Vector256<float>>(count, x), 1e-5 * (1 + expected));
            Assert.Equal(expected, SquareSumLoop.Vectors<Policy512, Vector512<float>>(count, x), 1e-5 * (1 + expected));
        }
    }

    /// <summary>Runs an update in every form on the same numbers; elements past the end must stay as they are.</summary>
    /// <param name="count">Length of the run.</param>
    /// <param name="update">What to do.</param>
    /// <param name="used">The arrays that are there, each by its letter.</param>
    private static void Compare<TUpdate>(int count, TUpdate update, string used)
        where TUpdate : unmanaged, IFlatUpdate
    {
        float[][] reference = Apply(used, count, x => update.Plain(count, x));
        Close(reference, Apply(used, count, x => FlatLoop<TUpdate>.Run(count, x, update)));
        Close(reference, Apply(used, count, x => Finish(update.Vectors<Policy128, Vector128<float>>(count, x), x)));
        Close(reference, Apply(used, count, x => Finish(update.Vectors<Policy256, Vector256<float>>(count, x), x)));
        Close(reference, Apply(used, count, x => Finish(update.Vectors<Policy512, Vector512<float>>(count, x), x)));

        void Finish(nint done, FlatArrays<float> x)
        {
            Assert.InRange(count - (int)done, 0, 15);
            update.Plain(count - done, x.From(done, done));
        }
    }

    private static float[][] Apply(string used, int count, Action<FlatArrays<float>> update)
    {
        float[][] arrays = Arrays(count + 5);
        fixed (float* p = arrays[0], g = arrays[1], m = arrays[2], v = arrays[3], w = arrays[4])
        {
            update(new FlatArrays<float>
            {
                P = p,
                G = g,
                M = used.Contains('m') ? m : null,
                V = used.Contains('v') ? v : null,
                W = used.Contains('w') ? w : null,
            });
        }

        return arrays;
    }

    private static float[][] Arrays(int length)
    {
        var stream = new RandomStream(5, "x");
        float[] Positive() => Array.ConvertAll(stream.Floats(length), x => Math.Abs(x) + 0.1f);
        return [stream.Floats(length), stream.Floats(length), stream.Floats(length), Positive(), Array.ConvertAll(stream.Floats(length), x => 0.1f * x)];
    }

    private static void Close(float[][] reference, float[][] actual)
    {
        for (int k = 0; k < reference.Length; k++)
        {
            for (int i = 0; i < reference[k].Length; i++)
            {
                Assert.True(Math.Abs(reference[k][i] - actual[k][i]) <= 1e-4 * (1 + Math.Abs(reference[k][i])), $"array {k}, element {i}: {actual[k][i]} instead of {reference[k][i]}");
            }
        }
    }
}
