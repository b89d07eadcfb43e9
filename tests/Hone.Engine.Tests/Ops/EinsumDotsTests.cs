namespace Hone.Engine.Tests.Ops;

public sealed class EinsumDotsTests
{
    public static TheoryData<string> Equations => [.. JsonGolden.Names("einsum.json")];

    [Theory]
    [MemberData(nameof(Equations))]
    public void Three_dots_give_what_PyTorch_gives(string equation) => JsonGolden.Check("einsum.json", equation, t => Tensor.Einsum(equation, t));

    [Fact]
    public void Dots_that_do_not_fit_are_refused_with_the_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Einsum("...ij,...jk->...ik", Tensor.Zeros([2, 3, 4]), Tensor.Zeros([3, 4, 5])));
        Assert.Contains("2 and 3 for ... in shapes [2, 3, 4] and [3, 4, 5]", error.Message);
        Assert.Contains("\"...ijk->i\" for shapes [2, 3]", Assert.Throws<ShapeException>(() => Tensor.Einsum("...ijk->i", Tensor.Zeros([2, 3]))).Message);
    }
}
