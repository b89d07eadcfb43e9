namespace Hone.Engine.Tests.Autograd;

public sealed class OperationWatchTests
{
    [Fact]
    public void The_last_operation_is_told_with_its_operands_and_whether_they_are_finite()
    {
        using OperationWatch watch = OperationWatch.Begin();
        Tensor a = Tensor.From([1f, float.NaN, 3f], [3]);
        a.RequiresGrad = true;
        Assert.Null(watch.Last());

        Tensor y = Tensor.Ones([3]) * a;

        OperationReport last = watch.Last()!;
        Assert.Equal(["[3] False", "[3] True"], last.Operands.Select(operand => $"{operand.Shape} {operand.IsFinite}").Order());
        Assert.Equal((3, DType.Float32, 12L, (bool?)false), (last.Output!.Shape!.Value[0], last.Output.DType!.Value, last.Output.Bytes, last.Output.IsFinite));
        Assert.Null(watch.Last(looksAtValues: false)!.Output!.IsFinite);
        y.Sum().Backward();
        Assert.StartsWith("backward of ", watch.Last()!.Name, StringComparison.Ordinal);
        watch.Forget();
        Assert.Null(watch.Last());
    }

    [Fact]
    public void The_operation_that_threw_is_named_from_the_stack_of_the_error()
    {
        string? seen = null;

        // In a filter nothing is unwound yet, and the name is known already.
        try
        {
            Tensor.Ones([2, 3]).MatMul(Tensor.Ones([4, 5]));
        }
        catch (ShapeException error) when (See(error))
        {
            Assert.Equal("MatMul", OperationWatch.NameOf(error));
        }

        Assert.Equal("MatMul", seen);
        Assert.Null(OperationWatch.NameOf(new InvalidOperationException("never thrown")));

        bool See(Exception error)
        {
            seen = OperationWatch.NameOf(error);
            return true;
        }
    }

    [Fact]
    public void Watches_nest_and_operations_that_are_not_recorded_are_not_seen()
    {
        using OperationWatch outer = OperationWatch.Begin();
        Tensor x = Tensor.Ones([2]);
        x.RequiresGrad = true;
        x.Relu();
        using (OperationWatch inner = OperationWatch.Begin())
        {
            x.Exp();
            Assert.Equal("Exp", inner.Last()!.Name);
        }

        using (NoGrad.Enter())
        {
            x.Sigmoid();
        }

        Assert.Equal("Relu", outer.Last()!.Name);
        x.Exp();
        Assert.Equal("Exp", outer.Last()!.Name);
    }

    [Fact]
    public void The_largest_blocks_of_an_open_step_are_told_by_what_lies_in_them()
    {
        using OperationWatch watch = OperationWatch.Begin();
        Tensor x = Tensor.Ones([100, 10]);
        x.RequiresGrad = true;
        using StepScope step = StepScope.Begin();
        Tensor small = x.Sigmoid();
        Tensor large = Tensor.Ones([5000]);
        Tensor y = small.Exp();

        IReadOnlyList<TensorReport> largest = watch.Largest(2);

        Assert.Equal((2, (Shape?)null), (largest.Count, largest[0].Shape));
        Assert.InRange(largest[0].Bytes, 20_000, 25_000);
        Assert.Equal("[100, 10]", largest[1].Shape.ToString());
        Assert.Contains(largest[1].Name, (string[])["Exp", "operand of Exp", "saved by Sigmoid", "saved by Exp"]);
        Assert.Equal((1000, 5000), (y.ElementCount, large.ElementCount));
    }

    [Fact]
    public void A_tensor_whose_memory_is_gone_is_told_without_its_values()
    {
        Tensor gone;
        using (StepScope.Begin())
        {
            gone = Tensor.Ones([4]) + Tensor.Ones([4]);
        }

        TensorReport report = TensorReport.Of(gone, "x");
        Assert.Equal(("x", "[4]", 16L, (bool?)null), (report.Name, report.Shape.ToString(), report.Bytes, report.IsFinite));
    }
}
