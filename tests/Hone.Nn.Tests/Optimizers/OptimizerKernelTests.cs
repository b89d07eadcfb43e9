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
        var c = new SgdCoefficients(0.1, 0.99, 0.02, 0.9, 0.8, 1, 0.9);
        Compare(
            count,
            (p, g, m, _) => SgdLoop.Plain(count, p, g, m, c),
            (p, g, m, _) => SgdLoop.Run(count, p, g, m, c),
            (p, g, m, _) => Finish(SgdLoop.Vectors<Policy128, Vector128<float>>(count, p, g, m, c), i => SgdLoop.Plain(count - i, p + i, g + i, m + i, c)),
            (p, g, m, _) => Finish(SgdLoop.Vectors<Policy256, Vector256<float>>(count, p, g, m, c), i => SgdLoop.Plain(count - i, p + i, g + i, m + i, c)),
            (p, g, m, _) => Finish(SgdLoop.Vectors<Policy512, Vector512<float>>(count, p, g, m, c), i => SgdLoop.Plain(count - i, p + i, g + i, m + i, c)));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Descent_without_momentum_equals_the_plain_loop(int count)
    {
        var c = new SgdCoefficients(0.1, 0.99, 0.02, 0, 1, 0, 1);
        Compare(
            count,
            (p, g, _, _) => SgdLoop.Plain(count, p, g, null, c),
            (p, g, _, _) => SgdLoop.Run(count, p, g, null, c));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Adam_equals_the_plain_loop_at_every_width(int count)
    {
        var c = new AdamCoefficients(0.05, 0.99, 0.02, 0.9, 0.99, 1.5, 1e-5);
        Compare(
            count,
            (p, g, m, v) => AdamLoop.Plain(count, p, g, m, v, c),
            (p, g, m, v) => AdamLoop.Run(count, p, g, m, v, c),
            (p, g, m, v) => Finish(AdamLoop.Vectors<Policy128, Vector128<float>>(count, p, g, m, v, c), i => AdamLoop.Plain(count - i, p + i, g + i, m + i, v + i, c)),
            (p, g, m, v) => Finish(AdamLoop.Vectors<Policy256, Vector256<float>>(count, p, g, m, v, c), i => AdamLoop.Plain(count - i, p + i, g + i, m + i, v + i, c)),
            (p, g, m, v) => Finish(AdamLoop.Vectors<Policy512, Vector512<float>>(count, p, g, m, v, c), i => AdamLoop.Plain(count - i, p + i, g + i, m + i, v + i, c)));
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

    private delegate void Update(float* p, float* g, float* m, float* v);

    private static void Finish(nint done, Action<int> rest) => rest((int)done);

    /// <summary>Runs each update on the same numbers; elements past the end must stay as they are.</summary>
    private static void Compare(int count, Update expected, params Update[] updates)
    {
        float[][] reference = Apply(count, expected);
        foreach (Update update in updates)
        {
            float[][] actual = Apply(count, update);
            for (int k = 0; k < reference.Length; k++)
            {
                for (int i = 0; i < reference[k].Length; i++)
                {
                    Assert.True(Math.Abs(reference[k][i] - actual[k][i]) <= 1e-5 * (1 + Math.Abs(reference[k][i])), $"array {k}, element {i} of {count}: {actual[k][i]} instead of {reference[k][i]}");
                }
            }
        }
    }

    private static float[][] Apply(int count, Update update)
    {
        var stream = new RandomStream(5, "x");
        float[][] arrays = [stream.Floats(count + 5), stream.Floats(count + 5), stream.Floats(count + 5), Array.ConvertAll(stream.Floats(count + 5), Math.Abs)];
        fixed (float* p = arrays[0], g = arrays[1], m = arrays[2], v = arrays[3])
        {
            update(p, g, m, v);
        }

        return arrays;
    }
}
