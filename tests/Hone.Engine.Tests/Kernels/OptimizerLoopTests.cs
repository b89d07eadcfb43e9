using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>The loops of optimizers at every length from 0 to 257, in guarded memory, against their plain forms.</summary>
public sealed unsafe class OptimizerLoopTests
{
    private const int Longest = 257;

    private static readonly AdamUpdate Adam = new(1e-2, 0.99, 0.01, 0.9, 0.99, 1.5, 1e-5);

    [Fact]
    [ChecksKernel(typeof(FlatLoop<>))]
    public void Every_update_equals_its_plain_loop()
    {
        Type[] compared =
        [
            Check(Adam),
            Check(new SoftAdamUpdate(Adam with { L2 = 0 }, 2)),
            Check(new AmsGradUpdate(Adam), moments: 3),
            Check(new SgdUpdate(1e-2, 0.99, 0.01, 0.9, 1, 1, 0.9)),
            Check(new SgdUpdate(1e-2, 0.99, 0.01, 0, 1, 0, 1), moments: 0),
            Check(new RmsPropUpdate(0.05, 0.99, 0.02, 0.9, 0.8, 1e-2)),
            Check(new LerpUpdate(0.3)),
        ];

        IEnumerable<Type> updates = typeof(WorkerPool).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IFlatUpdate).IsAssignableFrom(type));
        Assert.Equal(string.Empty, string.Join(", ", updates.Except(compared).Select(update => update.Name)));
    }

    [Fact]
    public void Moments_whose_gradients_have_ended_become_zero_and_NaN_stays()
    {
        CheckEndedGradients(Adam with { L2 = 0 });
        CheckEndedGradients(new SoftAdamUpdate(Adam with { L2 = 0 }, 2));
        CheckEndedGradients(new AmsGradUpdate(Adam with { L2 = 0 }), moments: 3);
        CheckEndedGradients(new SgdUpdate(1e-2, 0.99, 0, 0.9, 1, 1, 0.9));
        CheckEndedGradients(new RmsPropUpdate(0.05, 0.99, 0, 0.9, 0.8, 1e-2));
    }

    [Fact]
    [ChecksKernel(typeof(AdamDirectionLoop))]
    public void Sums_of_squared_directions_equal_their_plain_loop()
    {
        for (int n = 0; n <= Longest; n++)
        {
            using var m = new GuardedElements<float>(Values(1), n, 1);
            using var v = new GuardedElements<float>(Values(2), n, 1);
            double expected = AdamDirectionLoop.Plain(n, m.Pointer, v.Pointer, 1.5, 0.1);
            Assert.Equal(expected, AdamDirectionLoop.SquareSum(n, m.Pointer, v.Pointer, 1.5, 0.1), 1e-5 * Math.Max(1, expected));
        }
    }

    [Fact]
    [ChecksKernel(typeof(ScaledAddLoop<>))]
    public void Scaled_sums_equal_their_plain_loop() => Check(
        (n, b) => ScaledAddLoop<float>.Run(n, b[0], b[1], 0.7f),
        (n, b) => ScaledAddLoop<float>.Plain(n, b[0], b[1], 0.7f));

    [Fact]
    [ChecksKernel(typeof(SquareSumLoop))]
    public void Sums_of_squares_equal_their_plain_loop()
    {
        float[] values = Values(1);
        for (int n = 0; n <= Longest; n++)
        {
            using var x = new GuardedElements<float>(values, n, 1);
            double expected = SquareSumLoop.Plain(n, x.Pointer);
            Assert.Equal(expected, SquareSumLoop.Run(n, x.Pointer), 1e-5 * Math.Max(1, expected));
        }
    }

    /// <summary>Two thousand steps without a gradient; without a last push to zero the moments would stop at a few times the smallest number.</summary>
    private static void CheckEndedGradients<TUpdate>(TUpdate update, int moments = 2)
        where TUpdate : unmanaged, IFlatUpdate
    {
        const int Count = 39;
        Loop[] loops = [(n, b) => FlatLoop<TUpdate>.Run(n, Arrays(b, moments), update), (n, b) => update.Plain(n, Arrays(b, moments))];
        foreach (Loop loop in loops)
        {
            using var p = new GuardedElements<float>(Values(1), Count, 1);
            using var g = new GuardedElements<float>(new float[Count], Count, 1);
            using var m = new GuardedElements<float>(Values(3), Count, 1);
            using var v = new GuardedElements<float>(Values(4), Count, 1);
            using var w = new GuardedElements<float>(Values(5), Count, 1);
            m.Pointer[3] = -1;
            m.Pointer[17] = float.NaN;
            float*[] pointers = [p.Pointer, g.Pointer, m.Pointer, v.Pointer, w.Pointer];
            for (int step = 0; step < 2000; step++)
            {
                loop(Count, pointers);
            }

            Assert.Equal(17, Assert.Single(Enumerable.Range(0, Count), i => m[i] != 0));
            Assert.True(float.IsNaN(m[17]));
            Assert.DoesNotContain(Enumerable.Range(0, Count), i => float.IsSubnormal(v[i]));
        }
    }

    /// <summary>Compares the parallel form of an update with its plain loop; returns its type.</summary>
    private static Type Check<TUpdate>(TUpdate update, int moments = 2)
        where TUpdate : unmanaged, IFlatUpdate
    {
        Check(
            (n, b) => FlatLoop<TUpdate>.Run(n, Arrays(b, moments), update),
            (n, b) => update.Plain(n, Arrays(b, moments)));
        return typeof(TUpdate);
    }

    private static FlatArrays<float> Arrays(float*[] b, int moments) =>
        new() { P = b[0], G = b[1], M = moments > 0 ? b[2] : null, V = moments > 1 ? b[3] : null, W = moments > 2 ? b[4] : null };

    private static void Check(Loop run, Loop plain)
    {
        for (int n = 0; n <= Longest; n++)
        {
            float[][] expected = Results(plain, n);
            float[][] actual = Results(run, n);
            for (int k = 0; k < expected.Length; k++)
            {
                for (int i = 0; i < n; i++)
                {
                    Assert.True(Math.Abs(expected[k][i] - actual[k][i]) <= 1e-6, $"length {n}, buffer {k}, element {i}: {actual[k][i]}, plain {expected[k][i]}");
                }
            }
        }
    }

    private static float[][] Results(Loop loop, int n)
    {
        using var a = new GuardedElements<float>(Values(1), n, 1);
        using var b = new GuardedElements<float>(Values(2), n, 1);
        using var c = new GuardedElements<float>(Values(3), n, 1);
        using var d = new GuardedElements<float>(Values(4), n, 1);
        using var e = new GuardedElements<float>(Values(5), n, 1);
        GuardedElements<float>[] buffers = [a, b, c, d, e];
        float*[] pointers = [a.Pointer, b.Pointer, c.Pointer, d.Pointer, e.Pointer];
        loop(n, pointers);
        foreach (GuardedElements<float> buffer in buffers)
        {
            buffer.AssertGuards($"length {n}");
        }

        return [.. buffers.Select(buffer => Enumerable.Range(0, n).Select(i => buffer[i]).ToArray())];
    }

    /// <summary>Positive, because one of the buffers holds means of squares.</summary>
    private static float[] Values(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Longest).Select(_ => random.NextSingle() + 0.01f)];
    }

    private delegate void Loop(int count, float*[] buffers);
}
