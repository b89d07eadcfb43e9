using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

/// <summary>The gradients of factorizations, for functions that do not depend on the signs of vectors.</summary>
public sealed class LinearAlgebraGradientTests
{
    private const double Tolerance = 1e-5;

    private static readonly int[][] Batches = [[], [3], [2, 2], [0]];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["determinant"] = t => t.Determinant(),
        ["determinant_one"] = t => t.Determinant(),
        ["eigen_values"] = t => Eigen(t).Values,
        ["eigen_vectors"] = t => Eigen(t).Vectors.Square(),
        ["eigen_function"] = t => Exponential(Eigen(t)),
        ["qr_q"] = t => t.Qr().Q,
        ["qr_r"] = t => t.Qr().R,
        ["svd_u"] = t => t.Svd().U.Square(),
        ["svd_s"] = t => t.Svd().S,
        ["svd_vh"] = t => t.Svd().Vh.Square(),
        ["svd_function"] = t => Squared(t.Svd()),
    };

    public static TheoryData<string> Goldens() => [.. GoldenCases.Names("algebra").Where(name => name.StartsWith("gradient_", StringComparison.Ordinal))];

    public static TheoryData<int, int> Sizes() => new()
    {
        { 4, 4 },
        { 5, 3 },
        { 3, 5 },
        { 1, 1 },
        { 4, 1 },
        { 1, 3 },
    };

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Values_and_gradients_equal_PyTorch(string name)
    {
        string kind = name["gradient_".Length..];
        Func<Tensor, Tensor> function = Functions.TryGetValue(kind, out Func<Tensor, Tensor>? found) ? found : Functions[kind[..kind.LastIndexOf('_')]];
        GoldenCases.Check(GoldenCases.Read("algebra").GetProperty(name), name, t => function(t[0]), 1e-9);
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Determinant))]
    public void Gradients_of_determinants_match_finite_differences()
    {
        foreach (int[] batch in Batches)
        {
            foreach (int n in new[] { 1, 2, 4 })
            {
                GradCheck.Check(t => t[0].Determinant(), [TestTensors.Normal(1, [.. batch, n, n])], tolerance: Tolerance);
            }
        }

        // Singular ones: of rank n - 1, with zeros on the way, of rank n - 2, and beside one that is not singular.
        GradCheck.Check(t => t[0].Determinant(), [Tensor.From([1.0, 2, 2, 4], [2, 2])], tolerance: Tolerance);
        GradCheck.Check(t => t[0].Determinant(), [Tensor.From([0.0], [1, 1])], tolerance: Tolerance);
        GradCheck.Check(t => t[0].Determinant(), [Tensor.From([0.0, 2, 1, 0, -1, 4, 0, 3, 5], [3, 3])], tolerance: Tolerance);
        GradCheck.Check(t => t[0].Determinant(), [Tensor.From([1.0, 2, 3, 2, 4, 6, 3, 6, 9], [3, 3])], tolerance: Tolerance);
        GradCheck.Check(t => t[0].Determinant(), [Tensor.From([1.0, 2, 3, 4, 0, 0, 3, 1], [2, 2, 2])], tolerance: Tolerance);
        GradCheck.Check(t => t[0].Transpose().Determinant(), [TestTensors.Normal(3, 3, 3)], tolerance: Tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [ChecksGradientOf(typeof(Hone.Ops.EigenValues), typeof(Hone.Ops.EigenVectors))]
    public void Gradients_of_eigenvalues_and_vectors_match_finite_differences(int n)
    {
        foreach (int[] batch in Batches)
        {
            foreach (string name in new[] { "eigen_values", "eigen_vectors", "eigen_function" })
            {
                GradCheck.Check(t => Functions[name](t[0]), [Spread(1, [.. batch, n, n])], tolerance: Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    [ChecksGradientOf(typeof(Hone.Ops.SvdValues), typeof(Hone.Ops.SvdVectors))]
    public void Gradients_of_singular_values_and_vectors_match_finite_differences(int rows, int columns)
    {
        foreach (int[] batch in Batches)
        {
            foreach (string name in new[] { "svd_u", "svd_s", "svd_vh", "svd_function" })
            {
                GradCheck.Check(t => Functions[name](t[0]), [Spread(1, [.. batch, rows, columns])], tolerance: Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    [ChecksGradientOf(typeof(Hone.Ops.QrOrthogonal), typeof(Hone.Ops.QrTriangular))]
    public void Gradients_of_Q_and_R_match_finite_differences(int rows, int columns)
    {
        foreach (int[] batch in Batches)
        {
            GradCheck.Check(t => t[0].Qr().Q, [Spread(1, [.. batch, rows, columns])], tolerance: Tolerance);
            GradCheck.Check(t => t[0].Qr().R, [Spread(1, [.. batch, rows, columns])], tolerance: Tolerance);
            GradCheck.Check(t => Product(t[0].Qr()), [Spread(1, [.. batch, rows, columns])], tolerance: Tolerance);
        }

        GradCheck.Check(t => t[0].Qr().R, [Tensor.Zeros([0, 3], DType.Float64)]);
    }

    [Fact]
    public void Equal_values_have_no_gradient_of_their_vectors_and_one_of_themselves()
    {
        Tensor a = Leaf([3.0, 0, 0, 0, 1, 0, 0, 0, 3], 3, 3);
        var eigen = Assert.Throws<LinearAlgebraException>(() => a.SymmetricEigen().Vectors.Backward(TestTensors.Normal(1, 3, 3)));
        Assert.Contains("values 1 and 2 of matrix 0 are both 3, in [3]", eigen.Message);
        Assert.Equal((0, 1, "backward of SymmetricEigen"), (eigen.Matrix, eigen.Pivot, eigen.Where));
        Assert.Contains("values 0 and 1 of matrix 0 are both 3, in [3]", Assert.Throws<LinearAlgebraException>(() => a.Svd().U.Backward(TestTensors.Normal(1, 3, 3))).Message);

        a.ZeroGrad();
        a.SymmetricEigen().Values.Sum().Backward();
        Assert.All(a.Grad!.ToArray<double>().Zip([1.0, 0, 0, 0, 1, 0, 0, 0, 1]), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
        a.ZeroGrad();
        a.Svd().S.Sum().Backward();
        Assert.All(a.Grad!.ToArray<double>().Zip([1.0, 0, 0, 0, 1, 0, 0, 0, 1]), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void A_padded_matrix_whose_results_are_not_used_does_no_harm()
    {
        double[] values = [.. Spread(1, 3, 3).ToArray<double>(), .. new double[9]];
        foreach (Func<Tensor, Tensor> part in new Func<Tensor, Tensor>[] { t => Functions["eigen_vectors"](t)[0], t => Functions["svd_u"](t)[0], t => Functions["svd_vh"](t)[0] })
        {
            Tensor both = Leaf(values, 2, 3, 3);
            part(both).Backward(TestTensors.Normal(1, 3, 3));
            Tensor alone = Leaf(values[..9], 1, 3, 3);
            part(alone).Backward(TestTensors.Normal(1, 3, 3));
            double[] gradient = both.Grad!.ToArray<double>();
            Assert.Equal(alone.Grad!.ToArray<double>(), gradient[..9]);
            Assert.All(gradient[9..], element => Assert.Equal(0, element));
        }
    }

    [Fact]
    public void Matrices_of_low_rank_have_no_gradient_of_Q_or_of_longer_vectors()
    {
        Tensor a = Leaf([1.0, 0, 0, 0, 0, 0], 3, 2);
        var svd = Assert.Throws<LinearAlgebraException>(() => a.Svd().U.Backward(TestTensors.Normal(1, 3, 2)));
        Assert.Contains("value 1 of matrix 0 is 0, in [2]", svd.Message);
        var qr = Assert.Throws<LinearAlgebraException>(() => a.Qr().Q.Backward(TestTensors.Normal(1, 3, 2)));
        Assert.Contains("pivot 1 of matrix 0 is zero, in [2, 2]", qr.Message);
        Assert.Equal("backward of Qr", qr.Where);
    }

    [Fact]
    public void Float32_agrees_with_float64()
    {
        foreach ((string name, Func<Tensor, Tensor> function) in Functions)
        {
            Tensor x = name.StartsWith("qr", StringComparison.Ordinal) || name.StartsWith("svd", StringComparison.Ordinal) ? Spread(1, 3, 5, 4) : Spread(1, 3, 4, 4);
            Float32Check.Compare(t => function(t[0]), [x], tolerance: 1e-4);
        }
    }

    private static SymmetricEigenResult Eigen(Tensor t) => ((t + t.Transpose()) * 0.5).SymmetricEigen();

    private static Tensor Exponential(SymmetricEigenResult eigen) => (eigen.Vectors * eigen.Values.Exp().Unsqueeze(-2)).MatMul(eigen.Vectors.Transpose());

    private static Tensor Squared(SvdResult svd) => (svd.U * svd.S.Square().Unsqueeze(-2)).MatMul(svd.Vh);

    private static Tensor Product(QrResult qr) => qr.Q.MatMul(qr.R.Square());

    /// <summary>Matrices whose eigenvalues and singular values lie well apart.</summary>
    private static Tensor Spread(int seed, params int[] shape)
    {
        double[] values = (TestTensors.Normal(seed, shape) * 0.3).ToArray<double>();
        int columns = shape[^1];
        int size = shape[^2] * columns;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += (i % size / columns) == i % columns ? 1 + (2 * (i % columns)) : 0;
        }

        return Tensor.From(values, Shape.Create(shape));
    }

    private static Tensor Leaf(double[] values, params int[] shape)
    {
        Tensor leaf = Tensor.From(values, Shape.Create(shape));
        leaf.RequiresGrad = true;
        return leaf;
    }
}
