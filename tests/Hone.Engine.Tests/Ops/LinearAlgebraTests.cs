using System.Text.Json;
using Hone.Engine.Tests.Kernels;
using Hone.Kernels;
using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

[ChecksKernel(typeof(CholeskyFactorization), typeof(DoubleRows), typeof(HouseholderQr), typeof(JacobiSvd), typeof(LuFactorization), typeof(SymmetricTridiagonal), typeof(ThinSvd), typeof(TridiagonalQl))]
public sealed class LinearAlgebraTests
{
    public static TheoryData<string> Goldens() => [.. GoldenCases.Names("algebra").Where(name => !name.StartsWith("gradient_", StringComparison.Ordinal))];

    public static TheoryData<int, int> Sizes() => new()
    {
        { 1, 1 },
        { 2, 2 },
        { 5, 3 },
        { 3, 5 },
        { 17, 17 },
        { 40, 9 },
        { 9, 40 },
        { 130, 130 },
        { 1, 7 },
        { 0, 3 },
    };

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Values_and_gradients_equal_PyTorch_up_to_the_sign_of_vectors(string name)
    {
        JsonElement golden = GoldenCases.Read("algebra").GetProperty(name);
        string kind = name.Contains('_') ? name[..name.LastIndexOf('_')] : name;
        Func<Tensor, Tensor>? values = kind switch
        {
            "qr_q" => t => t.Qr().Q,
            "qr_r" => t => t.Qr().R,
            "svd_u" => t => t.Svd().U,
            "svd_s" => t => t.Svd().S,
            "svd_vh" => t => t.Svd().Vh,
            "eigen" => t => name == "eigen_values" ? t.SymmetricEigen().Values : t.SymmetricEigen().Vectors,
            _ => null,
        };
        if (values is null)
        {
            Func<Tensor[], Tensor> function = kind switch
            {
                "solve" => t => t[0].Solve(t[1]),
                "inverse" => t => t[0].Inverse(),
                "determinant" => t => t[0].Determinant(),
                _ => t => t[0].Cholesky(),
            };
            GoldenCases.Check(golden, name, function, 1e-9);
            return;
        }

        Tensor expected = GoldenCases.Tensor(golden.GetProperty("output"));
        Tensor actual = values(GoldenCases.Tensor(golden.GetProperty("inputs")[0]));
        if (name == "eigen_vectors" || kind is "svd_u" or "svd_vh")
        {
            // The sign of a vector is free: compare absolute values.
            (expected, actual) = (expected.Abs(), actual.Abs());
        }

        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.ToArray<double>().Zip(actual.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Solve), typeof(Hone.Ops.Inverse), typeof(Hone.Ops.Cholesky))]
    public void Gradients_match_finite_differences()
    {
        foreach (int[] batch in new int[][] { [], [3], [2, 2], [0] })
        {
            Tensor a = WellConditioned(1, [.. batch, 4, 4]);
            GradCheck.Check(t => t[0].Solve(t[1]), [a, TestTensors.Normal(2, [.. batch, 4, 3])], tolerance: 1e-5);
            GradCheck.Check(t => t[0].Inverse(), [WellConditioned(3, [.. batch, 4, 4])], tolerance: 1e-5);
            GradCheck.Check(t => ((t[0] + t[0].Transpose()) * 0.5).Cholesky(), [WellConditioned(4, [.. batch, 3, 3])], tolerance: 1e-5);
        }

        GradCheck.Check(t => t[0].Transpose().Solve(t[1].Transpose()), [WellConditioned(1, 4, 4), TestTensors.Normal(2, 3, 4)], tolerance: 1e-5);
        GradCheck.Check(t => t[0].Solve(t[1]), [WellConditioned(1, 1, 1), TestTensors.Normal(2, 1, 0)]);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Qr_is_orthonormal_times_triangular(int rows, int columns)
    {
        Tensor a = TestTensors.Normal(1, rows, columns);
        (Tensor q, Tensor r) = a.Qr();
        Near(a, q.MatMul(r));
        Orthonormal(q);
        Near(r, r.Triu());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Svd_rebuilds_the_matrix_from_orthonormal_vectors(int rows, int columns)
    {
        Tensor a = TestTensors.Normal(1, rows, columns);
        (Tensor u, Tensor s, Tensor vh) = a.Svd();
        Near(a, (u * s).MatMul(vh));
        Orthonormal(u);
        Orthonormal(vh.Transpose());
        double[] values = s.ToArray<double>();
        Assert.Equal(values.OrderDescending(), values);
        Assert.All(values, value => Assert.True(value >= 0));
    }

    [Fact]
    public void Svd_of_a_matrix_of_low_rank_has_orthonormal_vectors_and_zeros()
    {
        foreach (Tensor a in new[] { TestTensors.Normal(1, 12, 3).MatMul(TestTensors.Normal(2, 3, 8)), Tensor.Zeros([5, 4], DType.Float64), Tensor.Ones([6, 6], DType.Float64) })
        {
            (Tensor u, Tensor s, Tensor vh) = a.Svd();
            Near(a, (u * s).MatMul(vh));
            Orthonormal(u);
            Orthonormal(vh.Transpose());
            Assert.All(s.ToArray<double>()[3..], value => Assert.Equal(0, value, 1e-12));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(150)]
    public void Symmetric_eigenvectors_are_orthonormal_and_rebuild_the_matrix(int n)
    {
        Tensor a = TestTensors.Normal(1, n, n);
        a += a.Transpose();
        (Tensor values, Tensor vectors) = a.SymmetricEigen();
        Near(a, (vectors * values).MatMul(vectors.Transpose()));
        Orthonormal(vectors);
        Assert.Equal(values.ToArray<double>().Order(), values.ToArray<double>());
    }

    [Fact]
    public void Equal_eigenvalues_and_diagonal_matrices_are_no_exception()
    {
        foreach (Tensor a in new[] { Tensor.Zeros([4, 4], DType.Float64), Tensor.Ones([5, 5], DType.Float64), Tensor.From([3.0, 0, 0, 0, 1, 0, 0, 0, 3], [3, 3]) })
        {
            (Tensor values, Tensor vectors) = a.SymmetricEigen();
            Near(a, (vectors * values).MatMul(vectors.Transpose()));
            Orthonormal(vectors);
        }
    }

    [Fact]
    public void Large_systems_are_solved_in_any_number_of_threads_with_the_same_bits()
    {
        Tensor a = Float32Check.Narrow(WellConditioned(1, 220, 220));
        Tensor b = Float32Check.Narrow(TestTensors.Normal(2, 220, 5));
        ThreadCheck.SameBits(t => t[0].Solve(t[1]), a, b);
        Near(b.To(DType.Float64), a.Detach().MatMul(a.Detach().Solve(b.Detach())).To(DType.Float64), 1e-4);
        float[][] results = [.. new[] { 1, 3 }.Select(threads => WithThreads(threads, () => a.Detach().MatMul(a.Detach().Transpose()).SymmetricEigen().Vectors.ToArray<float>()))];
        Assert.Equal(results[0], results[1]);
        float[][] singular = [.. new[] { 1, 3 }.Select(threads => WithThreads(threads, () => a.Detach().Svd().U.ToArray<float>()))];
        Assert.Equal(singular[0], singular[1]);
    }

    [Fact]
    public void A_singular_matrix_is_named_with_its_pivot()
    {
        Tensor a = Tensor.From([1.0, 0, 0, 1, 1, 2, 2, 4], [2, 2, 2]);
        var error = Assert.Throws<LinearAlgebraException>(() => a.Inverse());
        Assert.Contains("pivot 1 of matrix 1 is zero, in [2, 2, 2]", error.Message);
        Assert.Equal((1, 1), (error.Matrix, error.Pivot));
        Assert.Contains("pivot 0 of matrix 0", Assert.Throws<LinearAlgebraException>(() => Tensor.Zeros([2, 2]).Solve(Tensor.Ones([2, 1]))).Message);
        Assert.Equal([1, 0.0], a.Determinant().ToArray<double>());
        Tensor indefinite = Tensor.From([1.0, 2, 2, 1], [2, 2]);
        Assert.Contains("pivot 1 of matrix 0 is not positive", Assert.Throws<LinearAlgebraException>(() => indefinite.Cholesky()).Message);
    }

    [Fact]
    public void Wrong_shapes_and_values_are_refused()
    {
        Tensor a = Tensor.Ones([2, 3]);
        Assert.Contains("[2, 3]: 2 rows, 3 columns", Assert.Throws<ShapeException>(() => a.Inverse()).Message);
        Assert.Contains("[2, 2] and [3, 1]", Assert.Throws<ShapeException>(() => Tensor.Ones([2, 2]).Solve(Tensor.Ones([3, 1]))).Message);
        Assert.Contains("Float32 [4]", Assert.Throws<ShapeException>(() => Tensor.Ones([4]).Qr()).Message);
        Assert.Contains("Float32 [4]", Assert.Throws<ShapeException>(() => Tensor.Ones([4]).Svd()).Message);
        Assert.Contains("NaN in matrix 1, row 0, column 1 of [2, 1, 2]", Assert.Throws<HoneException>(() => Tensor.From([1f, 2, 3, float.NaN], [2, 1, 2]).Svd()).Message);
    }

    private static Tensor WellConditioned(int seed, params int[] shape)
    {
        int n = shape[^1];
        Tensor x = TestTensors.Normal(seed, shape) * 0.3;
        double[] values = x.ToArray<double>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += (i % (n * n)) % (n + 1) == 0 ? 3 + Math.Sqrt(n) : 0;
        }

        return Tensor.From(values, Shape.Create(shape));
    }

    private static T WithThreads<T>(int count, Func<T> function)
    {
        int before = EngineOptions.ThreadCount;
        try
        {
            EngineOptions.ThreadCount = count;
            return function();
        }
        finally
        {
            EngineOptions.ThreadCount = before;
        }
    }

    private static void Orthonormal(Tensor columns)
    {
        double[] product = columns.Transpose().MatMul(columns).ToArray<double>();
        int n = columns.Shape[1];
        for (int i = 0; i < product.Length; i++)
        {
            Assert.Equal(i % (n + 1) == 0 ? 1 : 0, product[i], 1e-11);
        }
    }

    private static void Near(Tensor expected, Tensor actual, double tolerance = 1e-11)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        double[] e = expected.ToArray<double>();
        double[] a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++)
        {
            Assert.True(Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i])), $"[{i}]: {a[i]:r} instead of {e[i]:r}");
        }
    }
}
