using System.Runtime.Intrinsics;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

[ChecksKernel(
    typeof(Gemm), typeof(GemmDouble), typeof(GemmPlain), typeof(GemmSchedule<,>),
    typeof(SmallProduct<,>), typeof(DotProducts<,>), typeof(EdgeTile<,>), typeof(FirstLanes<,>), typeof(PackedKernel), typeof(RowKernel), typeof(TileKernel), typeof(TilePacking<,>))]
public sealed unsafe class GemmTests
{
    public static TheoryData<RegisterWidth, MatrixLayout, MatrixLayout> WidthsAndLayouts()
    {
        var data = new TheoryData<RegisterWidth, MatrixLayout, MatrixLayout>();
        foreach (RegisterWidth width in TestedRegisters.Widths)
        {
            foreach (MatrixLayout a in Enum.GetValues<MatrixLayout>())
            {
                foreach (MatrixLayout b in Enum.GetValues<MatrixLayout>())
                {
                    data.Add(width, a, b);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(WidthsAndLayouts))]
    public void Product_of_every_small_size_equals_the_plain_loop_and_touches_nothing_else(RegisterWidth width, MatrixLayout a, MatrixLayout b)
    {
        var random = new Random(1);
        for (int m = 0; m <= 17; m++)
        {
            for (int n = 0; n <= 17; n++)
            {
                for (int k = 0; k <= 17; k++)
                {
                    CheckExact(width, m, n, k, a, b, accumulate: (m + n + k) % 2 == 0, random);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndLayouts))]
    public void Product_at_the_borders_of_tiles_panels_and_blocks_equals_the_plain_loop(RegisterWidth width, MatrixLayout a, MatrixLayout b)
    {
        var random = new Random(2);
        int[] rows = [1, 6, 7, 12, 13, 25, 121];
        int[] columns = [7, 8, 15, 16, 17, 32, 33, 130];
        int[] depths = [1, 384, 385];
        foreach (int m in rows)
        {
            foreach (int n in columns)
            {
                foreach (int k in depths)
                {
                    CheckExact(width, m, n, k, a, b, accumulate: random.Next(2) == 0, random);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndLayouts))]
    public void Product_of_random_sizes_equals_the_plain_loop(RegisterWidth width, MatrixLayout a, MatrixLayout b)
    {
        var random = new Random(3);
        for (int trial = 0; trial < 3; trial++)
        {
            CheckExact(width, random.Next(1, 301), random.Next(1, 301), random.Next(1, 301), a, b, accumulate: random.Next(2) == 0, random);
        }
    }

    [Theory]
    [InlineData(3, 700, 90)]
    [InlineData(20, 1000, 300)]
    [InlineData(70, 2000, 40)]
    [InlineData(1000, 20, 70)]
    [InlineData(13, 17, 9000)]
    [InlineData(64, 33, 5000)]
    [InlineData(1, 1, 20000)]
    [InlineData(5, 900, 8300)]
    public void Product_of_skinny_matrices_equals_the_plain_loop(int m, int n, int k)
    {
        var random = new Random(4);
        foreach (RegisterWidth width in TestedRegisters.Widths)
        {
            MatrixLayout a = (MatrixLayout)random.Next(2);
            MatrixLayout b = (MatrixLayout)random.Next(2);
            CheckExact(width, m, n, k, a, b, accumulate: false, random);
            CheckExact(width, m, n, k, b, a, accumulate: true, random);
        }
    }

    [Fact]
    public void Product_of_fractions_is_within_the_rounding_bound_of_the_float64_sum()
    {
        var random = new Random(5);
        const int M = 61;
        const int N = 75;
        const int K = 900;
        TestMatrix a = new TestMatrix(M, K, MatrixLayout.Rows).FillWithFractions(random);
        TestMatrix b = new TestMatrix(K, N, MatrixLayout.Columns).FillWithFractions(random);
        var c = new TestMatrix(M, N, MatrixLayout.Rows);
        Multiply(RegisterWidth.Machine, M, N, K, a, b, c, accumulate: false);
        for (int i = 0; i < M; i++)
        {
            for (int j = 0; j < N; j++)
            {
                double sum = 0;
                double magnitude = 0;
                for (int p = 0; p < K; p++)
                {
                    double term = (double)a[i, p] * b[p, j];
                    sum += term;
                    magnitude += Math.Abs(term);
                }

                // The bound for a chain of K multiply-adds: K half-units in the last place of the sum of magnitudes.
                Assert.True(Math.Abs(c[i, j] - sum) <= K * Math.Pow(2, -24) * magnitude, $"({i}, {j}): {c[i, j]} is far from {sum}");
            }
        }
    }

    [Theory]
    [InlineData(200, 300, 150)]
    [InlineData(301, 77, 513)]
    [InlineData(64, 1500, 300)]
    [InlineData(30, 40, 6000)]
    public void Product_has_the_same_bits_for_every_number_of_threads_and_every_run(int m, int n, int k)
    {
        var random = new Random(6);
        TestMatrix a = new TestMatrix(m, k, MatrixLayout.Rows).FillWithFractions(random);
        TestMatrix b = new TestMatrix(k, n, MatrixLayout.Columns).FillWithFractions(random);
        TestMatrix start = new TestMatrix(m, n, MatrixLayout.Rows).FillWithFractions(random);
        int before = WorkerPool.ThreadCount;
        try
        {
            TestMatrix? first = null;
            foreach (int threads in new[] { 1, 2, 3, 2 })
            {
                WorkerPool.SetThreadCount(threads);
                TestMatrix c = start.Copy();
                Multiply(RegisterWidth.Machine, m, n, k, a, b, c, accumulate: true);
                first ??= c;
                Assert.True(first.Bits.SequenceEqual(c.Bits), $"{threads} threads give other bits");
            }
        }
        finally
        {
            WorkerPool.SetThreadCount(before);
        }
    }

    [Theory]
    [InlineData(1, 40, 30)]
    [InlineData(0, 40, 30)]
    [InlineData(5, 40, 0)]
    [InlineData(5, 0, 7)]
    [InlineData(13, 700, 500)]
    [InlineData(64, 333, 400)]
    [InlineData(300, 65, 800)]
    public void Product_with_a_packed_matrix_equals_the_plain_loop(int m, int n, int k)
    {
        var random = new Random(9);
        foreach (MatrixLayout layout in Enum.GetValues<MatrixLayout>())
        {
            TestMatrix a = new TestMatrix(m, k, layout).FillWithWholeNumbers(random);
            TestMatrix b = new TestMatrix(k, n, layout).FillWithWholeNumbers(random);
            TestMatrix c = new TestMatrix(m, n, MatrixLayout.Rows).FillWithWholeNumbers(random);
            var packed = new PackedMatrix(n, k, b.Pointer, b.Row, b.Column);
            b.FillWithWholeNumbers(random);
            packed.Repack(b.Pointer, b.Row, b.Column);
            foreach (bool accumulate in new[] { true, false })
            {
                TestMatrix expected = c.Copy();
                GemmPlain.Run(m, n, k, a.Pointer, a.Row, a.Column, b.Pointer, b.Row, b.Column, expected.Pointer, expected.Row, accumulate);
                Gemm.Run(m, a.Pointer, a.Row, a.Column, packed, c.Pointer, c.Row, accumulate);
                Assert.True(expected.Bits.SequenceEqual(c.Bits), $"[{m}, {k}] x packed [{k}, {n}], {layout}, accumulate {accumulate}");
            }
        }
    }

    [Theory]
    [InlineData(0, 3, 4, 5)]
    [InlineData(7, 3, 4, 5)]
    [InlineData(70, 20, 33, 17)]
    [InlineData(2, 220, 240, 230)]
    public void Batched_product_equals_the_products_one_by_one(int batch, int m, int n, int k)
    {
        var random = new Random(10);
        TestMatrix a = new TestMatrix(batch * m, k, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix b = new TestMatrix(k, n, MatrixLayout.Columns).FillWithWholeNumbers(random);
        TestMatrix c = new TestMatrix(batch * m, n, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix expected = c.Copy();
        GemmPlain.Run(batch * m, n, k, a.Pointer, a.Row, a.Column, b.Pointer, b.Row, b.Column, expected.Pointer, expected.Row, accumulate: true);
        Gemm.RunBatch(batch, m, n, k, a.Pointer, m * a.Row, a.Row, a.Column, b.Pointer, 0, b.Row, b.Column, c.Pointer, m * c.Row, c.Row, accumulate: true);
        Assert.True(expected.Bits.SequenceEqual(c.Bits));
    }

    [Theory]
    [InlineData(64, 100, 200)]
    [InlineData(64, 40, 200)]
    [InlineData(37, 61, 259)]
    [InlineData(12, 256, 150)]
    [InlineData(3, 5, 7)]
    [InlineData(0, 5, 7)]
    [InlineData(90, 300, 300)]
    public void Both_gradients_of_a_layer_at_once_equal_the_plain_loop_for_every_number_of_threads(int batch, int outputs, int inputs)
    {
        var random = new Random(11);
        TestMatrix dy = new TestMatrix(batch, outputs, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix x = new TestMatrix(batch, inputs, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix w = new TestMatrix(outputs, inputs, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix dw = new TestMatrix(outputs, inputs, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix dx = new TestMatrix(batch, inputs, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix expectedDw = dw.Copy();
        TestMatrix expectedDx = dx.Copy();
        GemmPlain.Run(outputs, inputs, batch, dy.Pointer, dy.Column, dy.Row, x.Pointer, x.Row, x.Column, expectedDw.Pointer, expectedDw.Row, accumulate: false);
        GemmPlain.Run(batch, inputs, outputs, dy.Pointer, dy.Row, dy.Column, w.Pointer, w.Row, w.Column, expectedDx.Pointer, expectedDx.Row, accumulate: true);
        int before = WorkerPool.ThreadCount;
        try
        {
            foreach (RegisterWidth width in TestedRegisters.Widths)
            {
                foreach (int threads in new[] { 1, 2, 3 })
                {
                    WorkerPool.SetThreadCount(threads);
                    TestMatrix actualDw = dw.Copy();
                    TestMatrix actualDx = dx.Copy();
                    MultiplyBoth(
                        width,
                        new MatrixProduct
                        {
                            Rows = outputs,
                            Columns = inputs,
                            Depth = batch,
                            A = new MatrixView(dy.Pointer, dy.Column, dy.Row),
                            B = new MatrixView(x.Pointer, x.Row, x.Column),
                            C = actualDw.Pointer,
                            CRow = actualDw.Row,
                        },
                        new MatrixProduct
                        {
                            Rows = batch,
                            Columns = inputs,
                            Depth = outputs,
                            A = new MatrixView(dy.Pointer, dy.Row, dy.Column),
                            B = new MatrixView(w.Pointer, w.Row, w.Column),
                            C = actualDx.Pointer,
                            CRow = actualDx.Row,
                            Addend = new Addend(actualDx.Pointer, actualDx.Row),
                        });
                    Assert.True(expectedDw.Bits.SequenceEqual(actualDw.Bits), $"{width}, {threads} threads: dW or its surroundings differ");
                    Assert.True(expectedDx.Bits.SequenceEqual(actualDx.Bits), $"{width}, {threads} threads: dx or its surroundings differ");
                }
            }
        }
        finally
        {
            WorkerPool.SetThreadCount(before);
        }
    }

    [Fact]
    public void Products_with_one_to_five_columns_equal_the_plain_loop_at_every_depth()
    {
        var random = new Random(12);
        foreach (RegisterWidth width in TestedRegisters.Widths)
        {
            for (int n = 1; n <= 5; n++)
            {
                for (int k = 1; k <= 80; k++)
                {
                    CheckExact(width, 3, n, k, MatrixLayout.Rows, MatrixLayout.Columns, accumulate: k % 2 == 0, random);
                }

                CheckExact(width, 700, n, 131, MatrixLayout.Rows, MatrixLayout.Columns, accumulate: true, random);
            }
        }
    }

    [Fact]
    public void An_empty_sum_clears_C_or_leaves_what_is_added()
    {
        TestMatrix c = new TestMatrix(4, 5, MatrixLayout.Rows).FillWithWholeNumbers(new Random(7));
        TestMatrix before = c.Copy();
        var empty = new TestMatrix(4, 5, MatrixLayout.Rows);
        Multiply(RegisterWidth.Machine, 4, 5, 0, empty, empty, c, accumulate: true);
        Assert.True(before.Bits.SequenceEqual(c.Bits));
        TestMatrix bias = new TestMatrix(1, 5, MatrixLayout.Rows).FillWithWholeNumbers(new Random(13));
        Multiply(RegisterWidth.Machine, 4, 5, 0, empty, empty, c, new Addend(bias.Pointer, 0));
        Assert.Equal(bias[0, 4], c[3, 4]);
        Multiply(RegisterWidth.Machine, 4, 5, 0, empty, empty, c, accumulate: false);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                Assert.Equal(0f, c[i, j]);
            }
        }
    }

    [Theory]
    [InlineData(0, 3, 4)]
    [InlineData(3, 0, 4)]
    [InlineData(3, 4, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(17, 9, 33)]
    [InlineData(40, 300, 150)]
    [InlineData(130, 70, 200)]
    public void Float64_product_equals_the_plain_loop(int m, int n, int k)
    {
        var random = new Random(8);
        double[] a = WholeNumbers(m * k, random);
        double[] b = WholeNumbers(k * n, random);
        double[] start = WholeNumbers(m * (n + 1), random);
        for (int form = 0; form < 8; form++)
        {
            (int aRow, int aColumn) = (form & 1) == 0 ? (k, 1) : (1, m);
            (int bRow, int bColumn) = (form & 2) == 0 ? (n, 1) : (1, k);
            bool accumulate = (form & 4) != 0;
            double[] expected = (double[])start.Clone();
            double[] actual = (double[])start.Clone();
            fixed (double* pa = a, pb = b, pe = expected, pc = actual)
            {
                GemmPlain.Run(m, n, k, pa, aRow, aColumn, pb, bRow, bColumn, pe, n + 1, accumulate);
                Gemm.Run(m, n, k, pa, aRow, aColumn, pb, bRow, bColumn, pc, n + 1, accumulate);
            }

            Assert.Equal(expected, actual);
        }
    }

    private static double[] WholeNumbers(int count, Random random)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.Next(-4, 5);
        }

        return values;
    }

    private static void CheckExact(RegisterWidth width, int m, int n, int k, MatrixLayout aLayout, MatrixLayout bLayout, bool accumulate, Random random)
    {
        TestMatrix a = new TestMatrix(m, k, aLayout).FillWithWholeNumbers(random);
        TestMatrix b = new TestMatrix(k, n, bLayout).FillWithWholeNumbers(random);
        var c = new TestMatrix(m, n, MatrixLayout.Rows);
        if (accumulate)
        {
            c.FillWithWholeNumbers(random);
        }

        TestMatrix expected = c.Copy();
        GemmPlain.Run(m, n, k, a.Pointer, a.Row, a.Column, b.Pointer, b.Row, b.Column, expected.Pointer, expected.Row, accumulate);
        Multiply(width, m, n, k, a, b, c, accumulate);
        if (!expected.Bits.SequenceEqual(c.Bits))
        {
            Assert.Fail($"[{m}, {k}] x [{k}, {n}], A in {aLayout}, B in {bLayout}, accumulate {accumulate}, {width}: C or its surroundings differ from the plain loop");
        }

        CheckBias(width, a, b, c, k, random);
    }

    /// <summary>A row that is added to every row of C, whatever C held before.</summary>
    private static void CheckBias(RegisterWidth width, TestMatrix a, TestMatrix b, TestMatrix c, int depth, Random random)
    {
        TestMatrix bias = new TestMatrix(1, c.Columns, MatrixLayout.Rows).FillWithWholeNumbers(random);
        TestMatrix expected = c.Copy();
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                expected[i, j] = bias[0, j];
            }
        }

        GemmPlain.Run(c.Rows, c.Columns, depth, a.Pointer, a.Row, a.Column, b.Pointer, b.Row, b.Column, expected.Pointer, expected.Row, accumulate: true);
        Multiply(width, c.Rows, c.Columns, depth, a, b, c, new Addend(bias.Pointer, 0));
        if (!expected.Bits.SequenceEqual(c.Bits))
        {
            Assert.Fail($"[{c.Rows}, {depth}] x [{depth}, {c.Columns}] and a bias, {width}: C or its surroundings differ from the plain loop");
        }
    }

    private static void MultiplyBoth(RegisterWidth width, in MatrixProduct first, in MatrixProduct second)
    {
        switch (width)
        {
            case RegisterWidth.Bits128:
                GemmSchedule<Policy128, Vector128<float>>.RunBoth(first, second);
                break;
            case RegisterWidth.Bits256:
                GemmSchedule<Policy256, Vector256<float>>.RunBoth(first, second);
                break;
            case RegisterWidth.Bits512:
                GemmSchedule<Policy512, Vector512<float>>.RunBoth(first, second);
                break;
            default:
                Gemm.RunBoth(first, second);
                break;
        }
    }

    private static void Multiply(RegisterWidth width, int m, int n, int k, TestMatrix a, TestMatrix b, TestMatrix c, bool accumulate) =>
        Multiply(width, m, n, k, a, b, c, Addend.Of(accumulate, c.Pointer, c.Row));

    private static void Multiply(RegisterWidth width, int m, int n, int k, TestMatrix a, TestMatrix b, TestMatrix c, Addend addend)
    {
        MatrixProduct product = new()
        {
            Rows = m,
            Columns = n,
            Depth = k,
            A = new MatrixView(a.Pointer, a.Row, a.Column),
            B = new MatrixView(b.Pointer, b.Row, b.Column),
            C = c.Pointer,
            CRow = c.Row,
            Addend = addend,
        };
        switch (width)
        {
            case RegisterWidth.Bits128:
                GemmSchedule<Policy128, Vector128<float>>.Run(product);
                break;
            case RegisterWidth.Bits256:
                GemmSchedule<Policy256, Vector256<float>>.Run(product);
                break;
            case RegisterWidth.Bits512:
                GemmSchedule<Policy512, Vector512<float>>.Run(product);
                break;
            default:
                Gemm.Run(product);
                break;
        }
    }
}
