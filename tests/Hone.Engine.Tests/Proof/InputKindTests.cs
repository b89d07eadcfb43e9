using Hone.Ops;
using Hone.Testing;

namespace Hone.Engine.Tests.Proof;

/// <summary>
/// The gradient of every operation is checked over scalar, broadcast, empty and non-contiguous inputs, and where it is not, <see cref="Exemptions"/>
/// says why. What counts is what the tape recorded while the tests' gradient checks ran, with the layouts in which they repeat each case.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class InputKindTests
{
    private static readonly KindExemption[] Exemptions =
    [
        new(
            InputKinds.Scalar,
            "works along an axis, and a scalar has none",
            typeof(Cat), typeof(IndexAdd), typeof(IndexSelect), typeof(LayerNorm), typeof(Max), typeof(Narrow), typeof(Scatter), typeof(ScatterAdd), typeof(Slice), typeof(Squeeze)),
        new(InputKinds.Scalar, "takes a vector or a matrix", typeof(Diag)),
        new(
            InputKinds.Scalar,
            "takes matrices",
            typeof(BatchMatMul), typeof(Cholesky), typeof(Determinant), typeof(EigenValues), typeof(EigenVectors), typeof(Inverse), typeof(Linear), typeof(MatMul),
            typeof(QrOrthogonal), typeof(QrTriangular), typeof(SlogDet), typeof(Solve), typeof(SvdValues), typeof(SvdVectors)),
        new(
            InputKinds.Scalar,
            "takes a batch with channels, an image or a grid",
            typeof(AdaptiveAvgPool2d), typeof(AdaptiveMaxPool2d), typeof(AffineGrid), typeof(AvgPool2d), typeof(BatchNorm), typeof(Conv2d), typeof(ConvTranspose2d),
            typeof(GridSample), typeof(GroupNorm), typeof(Interpolate), typeof(MaxPool2d), typeof(PixelShuffle)),
        new(InputKinds.Scalar, "takes sequences of vectors", typeof(Gru), typeof(Lstm), typeof(ScaledDotProductAttention), typeof(SelfAttention)),
        new(InputKinds.Scalar, "takes a row of scores for each label", typeof(CrossEntropy), typeof(NllLoss)),
        new(InputKinds.Scalar, "takes a table of vectors", typeof(Embedding), typeof(EmbeddingBag), typeof(EmbeddingDot)),
        new(
            InputKinds.Broadcast,
            "takes a target of the shape of x, because one that repeats is almost always a mistake",
            typeof(BinaryCrossEntropyWithLogits), typeof(HuberLoss), typeof(L1Loss), typeof(MseLoss), typeof(SmoothL1Loss)),
        new(
            InputKinds.Broadcast,
            "takes operands with roles of their own, whose sizes have to fit",
            typeof(Cat), typeof(Conv2d), typeof(ConvTranspose2d), typeof(EmbeddingBag), typeof(EmbeddingDot), typeof(GridSample), typeof(Gru), typeof(IndexAdd), typeof(Lstm),
            typeof(MatMul), typeof(ScaledDotProductAttention), typeof(Scatter), typeof(ScatterAdd), typeof(SelfAttention)),
    ];

    [Fact]
    public async Task Every_operation_is_checked_over_every_kind_of_inputs_that_it_takes()
    {
        SeenInputs seen = await Collect();
        string[] missing =
        [
            .. from node in OperationCases.AllNodes
               let kinds = InputKinds.All & ~seen.Of(node) & ~ExemptOf(node) & ~(seen.IsOfSeveral(node) || node == typeof(Expand) ? 0 : InputKinds.Broadcast)
               where kinds != InputKinds.None
               orderby node.Name
               select $"{node.Name}: no gradient check over {kinds}",
        ];
        Assert.True(missing.Length == 0, string.Join("\n", missing));
    }

    [Fact]
    public async Task No_exemption_is_for_what_is_checked()
    {
        SeenInputs seen = await Collect();
        string[] stale =
        [
            .. from exemption in Exemptions
               from node in exemption.Nodes

               // The shapes of unlike operands may look like a smaller one that repeats.
               let kinds = exemption.Kinds & seen.Of(node) & ~InputKinds.Broadcast
               where kinds != InputKinds.None
               select $"{node.Name} is checked over {kinds}, and exempt from it: {exemption.Reason}",
        ];
        Assert.True(stale.Length == 0, string.Join("\n", stale));
    }

    [Fact]
    public void Operations_exempt_from_scalars_refuse_them()
    {
        Tensor x = Tensor.Scalar(1);
        Tensor index = Tensor.Zeros([1], DType.Int64);
        Tensor label = Tensor.Zeros([], DType.Int64);
        Tensor image = Tensor.Ones([1, 1, 1, 1]);
        Tensor one = Tensor.Ones([1]);
        Dictionary<Type, Func<object>> calls = new()
        {
            [typeof(Cat)] = () => Tensor.Cat([x, x], 0),
            [typeof(IndexAdd)] = () => x.IndexAdd(0, index, one),
            [typeof(Scatter)] = () => x.Scatter(0, label, x),
            [typeof(Diag)] = () => x.Diag(),
            [typeof(IndexSelect)] = () => x.IndexSelect(0, index),
            [typeof(LayerNorm)] = () => x.LayerNorm([1]),
            [typeof(Max)] = () => x.Max(0),
            [typeof(Narrow)] = () => x.Narrow(0, 0, 1),
            [typeof(ScatterAdd)] = () => x.ScatterAdd(0, label, x),
            [typeof(Slice)] = () => x.Slice(0, 0, 1),
            [typeof(Squeeze)] = () => x.Squeeze(0),
            [typeof(BatchMatMul)] = () => x.MatMul(Tensor.Ones([1, 1, 1])),
            [typeof(Cholesky)] = () => x.Cholesky(),
            [typeof(Determinant)] = () => x.Determinant(),
            [typeof(EigenValues)] = () => x.SymmetricEigen(),
            [typeof(EigenVectors)] = () => x.SymmetricEigen(),
            [typeof(Inverse)] = () => x.Inverse(),
            [typeof(Linear)] = () => x.Linear(Tensor.Ones([1, 1])),
            [typeof(MatMul)] = () => x.MatMul(x),
            [typeof(QrOrthogonal)] = () => x.Qr(),
            [typeof(QrTriangular)] = () => x.Qr(),
            [typeof(SlogDet)] = () => x.SlogDet(),
            [typeof(Solve)] = () => x.Solve(x),
            [typeof(SvdValues)] = () => x.Svd(),
            [typeof(SvdVectors)] = () => x.Svd(),
            [typeof(AdaptiveAvgPool2d)] = () => x.AdaptiveAvgPool2d(1),
            [typeof(AdaptiveMaxPool2d)] = () => x.AdaptiveMaxPool2d(1),
            [typeof(AffineGrid)] = () => x.AffineGrid(1),
            [typeof(AvgPool2d)] = () => x.AvgPool2d(1),
            [typeof(BatchNorm)] = () => x.BatchNorm(one, one, one, one, training: false),
            [typeof(Conv2d)] = () => x.Conv2d(image),
            [typeof(ConvTranspose2d)] = () => x.ConvTranspose2d(image),
            [typeof(GridSample)] = () => x.GridSample(x),
            [typeof(GroupNorm)] = () => x.GroupNorm(1),
            [typeof(Interpolate)] = () => x.Interpolate(new() { Size = 1 }),
            [typeof(MaxPool2d)] = () => x.MaxPool2d(1),
            [typeof(PixelShuffle)] = () => x.PixelShuffle(1),
            [typeof(Gru)] = () => x.Gru(new(Tensor.Ones([3, 1]), Tensor.Ones([3, 1]))),
            [typeof(Lstm)] = () => x.Lstm(new(Tensor.Ones([4, 1]), Tensor.Ones([4, 1]))),
            [typeof(ScaledDotProductAttention)] = () => x.ScaledDotProductAttention(x, x),
            [typeof(SelfAttention)] = () => x.SelfAttention(1),
            [typeof(CrossEntropy)] = () => x.CrossEntropy(label),
            [typeof(NllLoss)] = () => x.NllLoss(label),
            [typeof(Embedding)] = () => index.Embedding(x),
            [typeof(EmbeddingBag)] = () => index.Reshape(1, 1).EmbeddingBag(x),
            [typeof(EmbeddingDot)] = () => Tensor.Zeros([1, 2], DType.Int64).EmbeddingDot(x, x, x, x),
        };
        foreach (Type node in Exemptions.Where(exemption => exemption.Kinds.HasFlag(InputKinds.Scalar)).SelectMany(exemption => exemption.Nodes))
        {
            Exception? error = Record.Exception(calls[node]);
            Assert.True(error is HoneException, $"{node.Name} of a scalar: {error?.ToString() ?? "no error"}");
        }
    }

    private static InputKinds ExemptOf(Type node) =>
        Exemptions.Where(exemption => exemption.Nodes.Contains(node)).Aggregate(InputKinds.None, (kinds, exemption) => kinds | exemption.Kinds);

    private static async Task<SeenInputs> Collect()
    {
        var seen = new SeenInputs();
        foreach (OperationCase one in await OperationCases.All)
        {
            Tensor Watched(Tensor[] inputs)
            {
                Tensor result = one.Function(inputs);
                seen.Add(result);
                return result;
            }

            Tensor[] leaves = [.. one.Inputs.Select(Leaf)];
            Tensor y = Watched(leaves);
            Tensor weights = OperationCase.Seed(y);
            y.Backward(weights);
            double[][] gradients = [.. leaves.Select(leaf => leaf.Grad?.ToArray<double>() ?? new double[leaf.ElementCount])];
            GradientLayouts.Check(Watched, leaves, weights, gradients);
        }

        return seen;
    }

    private static Tensor Leaf(Tensor input)
    {
        Tensor leaf = input.Copy();
        leaf.RequiresGrad = true;
        return leaf;
    }
}
