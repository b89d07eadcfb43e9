namespace Hone.Engine.Tests.Ops;

/// <summary>An error names the operation that was called, not one that it is made of.</summary>
public sealed class OperationNameTests
{
    private static readonly Dictionary<string, Func<Tensor, int, object>> s_axisOperations = new()
    {
        ["Sum"] = (x, axis) => x.Sum([axis]),
        ["Variance"] = (x, axis) => x.Variance([axis]),
        ["StandardDeviation"] = (x, axis) => x.StandardDeviation([axis]),
        ["Prod"] = (x, axis) => x.Prod([axis]),
        ["Norm"] = (x, axis) => x.Norm([axis]),
        ["LogSumExp"] = (x, axis) => x.LogSumExp([axis]),
        ["Mean"] = (x, axis) => x.Mean([axis]),
        ["Any"] = (x, axis) => x.Greater(0).Any([axis]),
        ["All"] = (x, axis) => x.Greater(0).All([axis]),
        ["Softmax"] = (x, axis) => x.Softmax(axis),
        ["LogSoftmax"] = (x, axis) => x.LogSoftmax(axis),
        ["Max"] = (x, axis) => x.Max(axis),
        ["Min"] = (x, axis) => x.Min(axis),
        ["ArgMax"] = (x, axis) => x.ArgMax(axis),
        ["CumSum"] = (x, axis) => x.CumSum(axis),
        ["Sort"] = (x, axis) => x.Sort(axis),
        ["TopK"] = (x, axis) => x.TopK(1, axis),
        ["Flip"] = (x, axis) => x.Flip(axis),
        ["Roll"] = (x, axis) => x.Roll(1, axis),
        ["Split"] = (x, axis) => x.Split(1, axis),
        ["Chunk"] = (x, axis) => x.Chunk(2, axis),
        ["Narrow"] = (x, axis) => x.Narrow(axis, 0, 1),
        ["Squeeze"] = (x, axis) => x.Squeeze(axis),
        ["Transpose"] = (x, axis) => x.Transpose(axis, axis),
        ["Gather"] = (x, axis) => x.Gather(axis, Tensor.Zeros([1, 1], DType.Int64)),
        ["ScatterAdd"] = (x, axis) => x.ScatterAdd(axis, Tensor.Zeros([1, 1], DType.Int64), Tensor.Zeros([1, 1])),
        ["IndexSelect"] = (x, axis) => x.IndexSelect(axis, Tensor.Zeros([1], DType.Int64)),
        ["Cat"] = (x, axis) => Tensor.Cat([x, x], axis),
        ["Flatten"] = (x, axis) => x.Flatten(axis),
        ["Scatter"] = (x, axis) => x.Scatter(axis, Tensor.Zeros([1, 1], DType.Int64), 1),
        ["IndexAdd"] = (x, axis) => x.IndexAdd(axis, Tensor.Zeros([1], DType.Int64), Tensor.Zeros([1, 1])),
        ["Median"] = (x, axis) => x.Median(axis),
    };

    /// <summary>To these a scalar is a row of one element, as in PyTorch: it has the axes 0 and -1.</summary>
    private static readonly string[] s_scalarOperations = ["Softmax", "LogSoftmax", "CumSum", "Sort", "TopK", "Flatten", "Median"];

    public static TheoryData<string> AxisOperations() => [.. s_axisOperations.Keys];

    [Theory]
    [MemberData(nameof(AxisOperations))]
    public void A_wrong_axis_names_the_operation_and_something_to_try(string operation)
    {
        Func<Tensor, int, object> apply = s_axisOperations[operation];
        foreach (int axis in (int[])[5, 2, -3])
        {
            var error = Assert.Throws<ShapeException>(() => apply(Tensor.Ones([2, 3]), axis));
            Assert.Equal(operation, error.Where);
            Assert.Equal("An axis of a tensor with 2 axes lies in -2..1.", error.Expected);
            Assert.Equal($"axis {axis} for shape [2, 3]", error.Got);
            Assert.Contains("Unsqueeze", error.Try);
        }

        // Flatten from axis 1 on, which is its default, leaves a tensor of one axis as it is.
        int beyond = operation == "Flatten" ? 2 : 1;
        Assert.Contains("with 1 axis lies in -1..0", Assert.Throws<ShapeException>(() => apply(Tensor.Ones([1]), beyond)).Message);

        int none = s_scalarOperations.Contains(operation) ? beyond : 0;
        var scalar = Assert.Throws<ShapeException>(() => apply(Tensor.Ones([]), none));
        Assert.Equal(operation, scalar.Where);
        Assert.Equal("A scalar has no axes.", scalar.Expected);
        Assert.Equal($"axis {none} for shape []", scalar.Got);
        Assert.NotNull(scalar.Try);
    }

    [Fact]
    public void Permute_names_itself_and_a_shape_that_is_asked_names_the_shape()
    {
        Assert.Equal("Permute", Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3]).Permute(0, 2)).Where);
        var error = Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3]).Shape[2]);
        Assert.Equal("Shape", error.Where);
        Assert.NotNull(error.Try);
    }

    [Fact]
    public void Sizes_that_no_tensor_has_are_refused_in_the_name_of_the_operation()
    {
        Tensor x = Tensor.Ones([70000]).Unsqueeze(0);
        Has("Add", "[1, 70000, 70000]", Assert.Throws<ShapeException>(() => x.Unsqueeze(-1).Add(x)));
        Has("Shape", "[2, -1]", Assert.Throws<ShapeException>(() => Tensor.Ones([2, -1])));
    }

    [Fact]
    public void MaskedFill_names_itself()
    {
        Tensor x = Tensor.Ones([2, 3]);
        Has("MaskedFill", "Float32 [2, 3]", Assert.Throws<HoneException>(() => x.MaskedFill(x, 1)));
        Has("MaskedFill", "x [2, 3] and mask [2]: 3 against 2 at axis -1", Assert.Throws<ShapeException>(() => x.MaskedFill(Mask([2]), 1)));
        Has("MaskedFill", null, Assert.Throws<TensorReleasedException>(() => Stale().MaskedFill(Mask([2, 3]), 1)));
        Assert.Equal([2, 3], x.MaskedFill(Mask([3]), 1).Shape);
        Assert.Equal([4, 2, 3], x.MaskedFill(Mask([4, 1, 3]), 1).Shape);
    }

    [Fact]
    public void MaskedSelect_names_itself()
    {
        Tensor x = Tensor.Ones([2, 3]);
        Has("MaskedSelect", "mask [4, 2, 3]", Assert.Throws<ShapeException>(() => x.MaskedSelect(Mask([4, 2, 3]))));
        Has("MaskedSelect", "2 against 3", Assert.Throws<ShapeException>(() => x.MaskedSelect(Mask([2]))));
        Has("MaskedSelect", "mask [2, 3]", Assert.Throws<ShapeException>(() => Tensor.Ones([1, 3]).MaskedSelect(Mask([2, 3]))));
        Assert.Equal([2], x.MaskedSelect(Tensor.From([true, false, false], [3])).Shape);
    }

    [Fact]
    public void Tril_and_Triu_of_a_stale_tensor_name_themselves()
    {
        Has("Tril", null, Assert.Throws<TensorReleasedException>(() => Stale().Tril()));
        Has("Triu", null, Assert.Throws<TensorReleasedException>(() => Stale().Triu()));
    }

    [Fact]
    public void Stack_shows_the_shapes_that_it_was_given()
    {
        Tensor x = Tensor.Ones([2, 3]);
        Has("Stack", "Float32 [2] as number 1", Assert.Throws<ShapeException>(() => Tensor.Stack([x, Tensor.Ones([2])])));
        Has("Stack", "Int64 [2, 3] as number 2", Assert.Throws<ShapeException>(() => Tensor.Stack([x, x, Tensor.Ones([2, 3], DType.Int64)])));
        Has("Stack", "none", Assert.Throws<ShapeException>(() => Tensor.Stack([])));
        Has("Stack", "axis 3 for shape [2, 3]", Assert.Throws<ShapeException>(() => Tensor.Stack([x, x], 3)));
        Has("Stack", "axis -4 for shape [2, 3]", Assert.Throws<ShapeException>(() => Tensor.Stack([x, x], -4)));
        Assert.Throws<ArgumentNullException>(() => Tensor.Stack([x, null!]));
        Assert.Equal([2, 3, 2], Tensor.Stack([x, x], -1).Shape);
    }

    [Fact]
    public void Einsum_shows_the_operands_that_it_was_given()
    {
        Tensor whole = Tensor.Ones([2, 2], DType.Int64);
        Tensor x = Tensor.Ones([2, 2]);
        Tensor truths = Tensor.Ones([2, 2], DType.Bool);
        Has("Einsum", "Bool [2, 2] and Bool [2, 2]", Assert.Throws<HoneException>(() => Tensor.Einsum("ij,jk->ik", truths, truths)));
        Has("Einsum", "Float32 [2, 2] and Float64 [2, 2]", Assert.Throws<HoneException>(() => Tensor.Einsum("ij,jk->ik", x, x.To(DType.Float64))));
        Assert.Throws<ArgumentNullException>(() => Tensor.Einsum("ij,jk->ik", x, null!));
        Assert.Equal(DType.Int64, Tensor.Einsum("ij->ji", whole).DType);
    }

    [Fact]
    public void OneHot_of_fewer_than_no_classes_names_itself()
    {
        Tensor none = Tensor.Zeros([0], DType.Int64);
        Has("OneHot", "classes -1", Assert.Throws<ShapeException>(() => none.OneHot(-1)));
        Has("OneHot", "classes -1", Assert.Throws<ShapeException>(() => Tensor.Zeros([2], DType.Int64).OneHot(-1)));
        Assert.Equal([0, 0], none.OneHot(0).Shape);
    }

    [Fact]
    public void Arithmetic_on_truth_values_names_the_operation()
    {
        Tensor mask = Mask([2]);
        Has("Add", "Bool [2] and Bool [2]", Assert.Throws<HoneException>(() => mask + mask));
        Has("Subtract", "Bool [2]", Assert.Throws<HoneException>(() => mask - mask));
        Has("Multiply", "Bool [2]", Assert.Throws<HoneException>(() => mask * mask));
        Has("Divide", "Bool [2]", Assert.Throws<HoneException>(() => mask / mask));
        Has("Maximum", "Bool [2]", Assert.Throws<HoneException>(() => mask.Maximum(mask)));
        Has("Minimum", "Bool [2]", Assert.Throws<HoneException>(() => mask.Minimum(mask)));
    }

    private static void Has(string operation, string? got, HoneException error)
    {
        Assert.Equal(operation, error.Where);
        Assert.NotNull(error.Try);
        if (got is not null)
        {
            Assert.Contains(got, error.Got);
        }
    }

    private static Tensor Mask(Shape shape) => Tensor.Ones(shape).To(DType.Bool);

    private static Tensor Stale()
    {
        using StepScope step = StepScope.Begin();
        return Tensor.Ones([2, 3]) * 2;
    }
}
