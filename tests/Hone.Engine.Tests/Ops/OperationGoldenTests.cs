using System.Text.Json;

namespace Hone.Engine.Tests.Ops;

/// <summary>Values and gradients of single operations against PyTorch; tools/golden/make_ops.py wrote the file.</summary>
public sealed class OperationGoldenTests
{
    private static readonly Tensor Index = Tensor.From([0L, 2, 1, 1, 2, 0, 0, 1], [2, 4]);
    private static readonly Tensor Once = Tensor.From([0L, 2, 1, 1, 2, 0, 0, 2], [2, 4]);
    private static readonly Tensor Rows = Tensor.From([2L, 0], [2]);
    private static readonly Tensor Targets = Tensor.From([2L, 0, -100, 1, 3], [5]);
    private static readonly Tensor Labels = Tensor.From([2L, 0, 3, 1, 3], [5]);
    private static readonly Tensor ClassWeights = Tensor.From([1.0, 0.5, 2, 0.25], [4]);
    private static readonly Tensor Mask = Tensor.From([true, false, true, true, false, false, true, false, true, true, false, false], [3, 4]);

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Operations = new()
    {
        ["leaky_relu"] = t => t[0].LeakyRelu(0.2),
        ["gelu"] = t => t[0].Gelu(),
        ["gelu_tanh"] = t => t[0].Gelu(GeluForm.Tanh),
        ["silu"] = t => t[0].Silu(),
        ["mish"] = t => t[0].Mish(),
        ["elu"] = t => t[0].Elu(1.5),
        ["softplus"] = t => t[0].Softplus(),
        ["hard_sigmoid"] = t => t[0].HardSigmoid(),
        ["hard_swish"] = t => t[0].HardSwish(),
        ["hard_tanh"] = t => t[0].HardTanh(-0.5, 0.75),
        ["sin"] = t => t[0].Sin(),
        ["cos"] = t => t[0].Cos(),
        ["tan"] = t => t[0].Tan(),
        ["asin"] = t => t[0].Asin(),
        ["acos"] = t => t[0].Acos(),
        ["atan"] = t => t[0].Atan(),
        ["erf"] = t => t[0].Erf(),
        ["expm1"] = t => t[0].Expm1(),
        ["log1p"] = t => t[0].Log1p(),
        ["log"] = t => t[0].Log(),
        ["rsqrt"] = t => t[0].Rsqrt(),
        ["reciprocal"] = t => t[0].Reciprocal(),
        ["square"] = t => t[0].Square(),
        ["pow1.5"] = t => t[0].Pow(1.5),
        ["pow3"] = t => t[0].Pow(3),
        ["sign"] = t => t[0].Sign(),
        ["floor"] = t => t[0].Floor(),
        ["ceil"] = t => t[0].Ceil(),
        ["round"] = t => t[0].Round(),
        ["var"] = t => t[0].Variance(),
        ["var_axis"] = t => t[0].Variance([1]),
        ["var_population"] = t => t[0].Variance([0], correction: 0),
        ["std_axis"] = t => t[0].StandardDeviation([1]),
        ["norm1"] = t => t[0].Norm([1], 1),
        ["norm2"] = t => t[0].Norm([0]),
        ["norm_inf"] = t => t[0].Norm([1], double.PositiveInfinity),
        ["norm0"] = t => t[0].Norm([1], 0),
        ["norm_half"] = t => (t[0] * Mask.To(DType.Float64)).Norm([0], 0.5),
        ["norm1.25"] = t => t[0].Norm(p: 1.25),
        ["norm3"] = t => (t[0] * Mask.To(DType.Float64)).Norm([0, 1], 3),
        ["norm_minus"] = t => t[0].Norm([1], -1.5),
        ["norm_minus_inf"] = t => t[0].Norm([0], double.NegativeInfinity),
        ["logsumexp"] = t => t[0].LogSumExp([1]),
        ["logsumexp_all"] = t => t[0].LogSumExp(),
        ["amax"] = t => t[0].Amax([0, 1]),
        ["amin"] = t => t[0].Amin([0]),
        ["max_all"] = t => t[0].Max(),
        ["min_all"] = t => t[0].Min(),
        ["prod"] = t => t[0].Prod([1]),
        ["cumsum"] = t => t[0].CumSum(0),
        ["maximum"] = t => t[0].Maximum(t[1]),
        ["minimum"] = t => t[0].Minimum(t[1]),
        ["where"] = t => Tensor.Where(Mask, t[0], t[1]),
        ["gather"] = t => t[0].Gather(0, Index),
        ["scatter_add"] = t => t[0].ScatterAdd(0, Index, t[1].Narrow(0, 0, 2)),
        ["masked_fill"] = t => t[0].MaskedFill(Mask, 2.5),
        ["masked_select"] = t => t[0].MaskedSelect(Mask),
        ["sort"] = t => t[0].Sort(1).Values,
        ["topk"] = t => t[0].TopK(2, 1).Values,
        ["flip"] = t => t[0].Flip(0, 1),
        ["roll"] = t => t[0].Roll(3, 1),
        ["pad_constant"] = t => t[0].Pad([1, 2, 0, 1], value: 0.5),
        ["pad_reflect"] = t => t[0].Pad([3, 2], PadMode.Reflect),
        ["pad_replicate"] = t => t[0].Pad([3, 2], PadMode.Replicate),
        ["tril"] = t => t[0].Tril(1),
        ["triu"] = t => t[0].Triu(1),
        ["index"] = t => t[0][1..3, -1],
        ["index_one"] = t => t[0][^2],
        ["select"] = t => t[0].Select(1, -2),
        ["slice"] = t => t[0].Slice(1, -3, step: 2),
        ["slice_empty"] = t => t[0].Slice(0, 5),
        ["pow_base"] = t => Tensor.Pow(2.5, t[0]),
        ["pow_tensor"] = t => t[0].Pow(t[1]),
        ["pow_tensor_broadcast"] = t => t[0].Pow(t[1]),
        ["pow_tensor_at_zero"] = t => t[0].Pow(t[1]),
        ["l1"] = t => t[0].L1Loss(t[1]),
        ["smooth_l1"] = t => t[0].SmoothL1Loss(t[1], 0.7),
        ["huber"] = t => t[0].HuberLoss(t[1], 0.7),
        ["bce"] = t => t[0].BinaryCrossEntropyWithLogits(t[1].Detach().Sigmoid()),
        ["bce_weighted"] = t => t[0].BinaryCrossEntropyWithLogits(
            t[1].Detach().Sigmoid(),
            new() { Weight = ClassWeights, PositiveWeight = ClassWeights + 1, Reduction = Reduction.None }),
        ["nll"] = t => t[0].NllLoss(Targets),
        ["nll_weighted"] = t => t[0].NllLoss(Targets, new() { ClassWeights = ClassWeights }),
        ["nll_none"] = t => t[0].NllLoss(Targets, new() { ClassWeights = ClassWeights, Reduction = Reduction.None }),
        ["focal"] = t => t[0].FocalLoss(Labels, classWeights: ClassWeights),
        ["dice"] = t => t[0].DiceLoss(Tensor.From([0L, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], [2, 2, 3])),
        ["matmul"] = t => t[0].MatMul(t[1]),
        ["matmul_one"] = t => t[0].MatMul(t[1]),
        ["einsum"] = t => Tensor.Einsum("bij,bjk->bik", t[0], t[1]),
        ["einsum_outer"] = t => Tensor.Einsum("ij,kl->ljki", t[0], t[1]),
        ["einsum_three"] = t => Tensor.Einsum("ia,jb,ab->ij", t[0], t[1], t[2]),
        ["einsum_sum"] = t => Tensor.Einsum("ijk->ki", t[0]),
        ["einsum_ones"] = t => Tensor.Einsum("ij,ik->jk", t[0], t[1]),
        ["slogdet"] = t => SignedLog(t[0].SlogDet()),
        ["max_pool_dilated"] = t => t[0].MaxPool2d((2, 3), (2, 1), 1, dilation: (3, 2)),
        ["max_pool_dilated_ceil"] = t => t[0].MaxPool2d(2, 2, 1, ceilMode: true, dilation: 2),
        ["max_pool1d_dilated"] = t => t[0].MaxPool1d(3, 2, 1, ceilMode: true, dilation: 2),
        ["roll_axes"] = t => t[0].Roll([1, -2], [0, 1]),
        ["repeat"] = t => t[0].Repeat(2, 1, 3),
        ["expand_keep"] = t => t[0].Unsqueeze(1).Expand(-1, 2, -1),
        ["diag_matrix"] = t => t[0].Narrow(0, 1, 1).Squeeze(0).Diag(-1),
        ["diag_vector"] = t => t[0].Diag(1),
        ["sinh"] = t => t[0].Sinh(),
        ["cosh"] = t => t[0].Cosh(),
        ["log2"] = t => t[0].Log2(),
        ["log10"] = t => t[0].Log10(),
        ["atan2"] = t => t[0].Atan2(t[1]),
        ["remainder"] = t => t[0].Remainder(t[1]),
        ["remainder_number"] = t => t[0].Remainder(-0.7),
        ["clamp_tensors"] = t => t[0].Clamp(t[1] - 0.5, t[1] + 0.25),
        ["clamp_min"] = t => t[0].Clamp(t[1], null),
        ["scatter"] = t => t[0].Scatter(0, Once, t[1].Narrow(0, 0, 2)),
        ["scatter_number"] = t => t[0].Scatter(0, Index, 2.5),
        ["index_add"] = t => t[0].IndexAdd(0, Rows, t[1].Narrow(0, 0, 2)),
        ["median"] = t => t[0].Median(1).Values,
        ["median_all"] = t => t[0].Median(),
        ["matmul_vectors"] = t => t[0].MatMul(t[1]),
        ["matmul_row"] = t => t[0].MatMul(t[1]),
        ["matmul_column"] = t => t[0].MatMul(t[1]),
        ["matmul_row_batch"] = t => t[0].MatMul(t[1]),
    };

    public static TheoryData<string> Names() => [.. Cases().EnumerateObject().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_equal_PyTorch(string name)
    {
        JsonElement golden = Cases().GetProperty(name);
        Tensor[] inputs = [.. golden.GetProperty("inputs").EnumerateArray().Select(Read)];
        foreach (Tensor input in inputs)
        {
            input.RequiresGrad = true;
        }

        Tensor y = Operations[name](inputs);
        Close(golden.GetProperty("output"), y, name);
        y.Backward(y.ElementCount > 1 ? Tensor.Linspace(-1, 1, y.ElementCount, DType.Float64).Reshape([.. y.Shape]) : Tensor.Ones(y.Shape, DType.Float64));
        JsonElement[] gradients = [.. golden.GetProperty("gradients").EnumerateArray()];
        for (int i = 0; i < inputs.Length; i++)
        {
            Close(gradients[i], inputs[i].Grad ?? Tensor.Zeros(inputs[i].Shape, DType.Float64), $"gradient {i} of {name}");
        }
    }

    [Fact]
    public void Every_operation_listed_has_a_golden() =>
        Assert.Equal(Operations.Keys.Order(), Cases().EnumerateObject().Select(property => property.Name).Order());

    private static Tensor SignedLog(SlogDetResult result) => result.Sign * result.LogAbsDet;

    private static JsonElement Cases() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "ops.json"))).RootElement.GetProperty("cases");

    private static Tensor Read(JsonElement numbers) => Tensor.From(
        numbers.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray(),
        Shape.Create([.. numbers.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]));

    private static void Close(JsonElement numbers, Tensor actual, string what)
    {
        Tensor expected = Read(numbers);
        Assert.Equal(expected.Shape, actual.Shape);
        double[] e = expected.ToArray<double>();
        double[] a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++)
        {
            // PyTorch's hard sigmoid multiplies a float64 gradient by 1/6 in float32.
            double relative = what.EndsWith("hard_sigmoid", StringComparison.Ordinal) ? 5e-8 : 1e-11;
            Assert.True(Math.Abs(a[i] - e[i]) <= 1e-12 + (relative * Math.Abs(e[i])), $"{what}[{i}]: {a[i]:r} instead of {e[i]:r}");
        }
    }
}
