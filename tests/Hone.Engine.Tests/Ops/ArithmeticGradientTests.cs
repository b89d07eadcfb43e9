using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class ArithmeticGradientTests
{
    public static TheoryData<string, int[], int[]> Cases()
    {
        var cases = new TheoryData<string, int[], int[]>();
        foreach (string operation in new[] { "add", "subtract", "multiply", "divide" })
        {
            cases.Add(operation, [], []);
            cases.Add(operation, [3], [3]);
            cases.Add(operation, [2, 3], [3]);
            cases.Add(operation, [2, 1], [1, 4]);
            cases.Add(operation, [0, 3], [3]);
            cases.Add(operation, [2, 3, 4, 5], [1, 3, 1, 1]);
            cases.Add(operation, [1], [2, 3]);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [ChecksGradientOf(typeof(Hone.Ops.Add), typeof(Hone.Ops.Subtract), typeof(Hone.Ops.Multiply), typeof(Hone.Ops.Divide))]
    public void Gradient_matches_finite_differences(string operation, int[] a, int[] b)
    {
        Func<Tensor, Tensor, Tensor> function = operation switch
        {
            "add" => (x, y) => x + y,
            "subtract" => (x, y) => x - y,
            "multiply" => (x, y) => x * y,
            _ => (x, y) => x / y,
        };
        GradCheck.Check(t => function(t[0], t[1]), [TestTensors.AwayFromZero(1, a), TestTensors.AwayFromZero(2, b)], tolerance: 1e-5);
    }

    [Fact]
    public void Gradient_matches_finite_differences_for_a_transposed_operand()
    {
        GradCheck.Check(t => t[0] * t[1], [TestTensors.Transposed(1, 3, 4), TestTensors.Normal(2, 3, 4)]);
    }

    [Fact]
    public void An_operand_used_twice_receives_both_gradients()
    {
        GradCheck.Check(t => (t[0] * t[0]) + t[0].Relu() + t[0], [TestTensors.AwayFromZero(3, 5)]);
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_named_with_the_axis()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]) + Tensor.Zeros([4]));
        Assert.Contains("[2, 3] and [4]: 3 against 4 at axis -1", error.Message);
    }

    [Fact]
    public void Mixed_element_types_are_refused()
    {
        var error = Assert.Throws<HoneException>(() => Tensor.Zeros([2]) + Tensor.Zeros([2], DType.Float64));
        Assert.Contains("Float32 [2] and Float64 [2]", error.Message);
    }
}
