using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

/// <summary>Einsum of integers, and letters along which an operand of size 1 repeats, as in PyTorch.</summary>
public sealed class EinsumTests
{
    [Fact]
    public void Integers_are_multiplied_and_keep_their_type()
    {
        Tensor a = Tensor.Arange(0, 6).Reshape(2, 3);
        Tensor b = Tensor.Arange(0, 12).Reshape(3, 4);
        long[] product = [20, 23, 26, 29, 56, 68, 80, 92];
        Assert.Equal(product, Tensor.Einsum("ij,jk->ik", a, b).ToArray<long>());
        Assert.Equal([98L, 296], Tensor.Einsum("ij,jk->i", a, b).ToArray<long>());
        Assert.Equal([0L, 1, 4, 9, 16, 25], Tensor.Einsum("ij,ij->ij", a, a).ToArray<long>());
        Assert.Equal(3L << 40, Tensor.Einsum("i,i", Tensor.From([1L << 40], [1]), Tensor.From([3L], [1])).ToArray<long>()[0]);

        Tensor small = a.To(DType.Int32);
        Assert.Equal(product.Select(value => (int)value), Tensor.Einsum("ij,jk->ik", small, b.To(DType.Int32)).ToArray<int>());
        Assert.Equal([98, 296], Tensor.Einsum("ij,jk->i", small, b.To(DType.Int32)).ToArray<int>());
        Assert.Equal([3L, 12], Tensor.Einsum("ij->i", small).ToArray<long>());
        Assert.Equal([0, 3, 1, 4, 2, 5], Tensor.Einsum("ij->ji", small).ToArray<int>());
        Tensor bytes = Tensor.From(new byte[] { 200, 1 }, [2]);
        Assert.Equal(new byte[] { 200, 1 }, Tensor.Einsum("i,->i", bytes, Tensor.Scalar(1, DType.UInt8)).ToArray<byte>());

        var error = Assert.Throws<HoneException>(() => Tensor.Einsum("i,i->i", Tensor.Ones([2], DType.Bool), Tensor.Ones([2], DType.Bool)));
        Assert.Contains("Bool [2] and Bool [2]", error.Message);
        Assert.Contains("Int64 [2, 3] and Int32 [2, 3]", Assert.Throws<HoneException>(() => Tensor.Einsum("ij,ij->ij", a, small)).Message);
    }

    [Theory]
    [InlineData("ij,ik->jk", new[] { 1, 3 }, new[] { 2, 4 })]
    [InlineData("ij,ik->ijk", new[] { 1, 3 }, new[] { 2, 4 })]
    [InlineData("ij,ij->i", new[] { 1, 3 }, new[] { 3, 1 })]
    [InlineData("ij,ij", new[] { 1, 3 }, new[] { 3, 1 })]
    [InlineData("i,i->i", new[] { 1 }, new[] { 0 })]
    [InlineData("i,i->i", new[] { 1 }, new[] { 1 })]
    public void A_letter_of_size_1_repeats(string equation, int[] first, int[] second)
    {
        GradCheck.Check(t => Tensor.Einsum(equation, t), [TestTensors.Normal(1, first), TestTensors.Normal(2, second)]);
        Tensor a = TestTensors.Normal(1, first);
        Tensor b = TestTensors.Normal(2, second);
        int rows = first[0] == 1 ? second[0] : first[0];
        Tensor whole = Tensor.Einsum(equation, a.Expand(first.Length == 1 ? [rows] : [rows, first[1]]).Contiguous(), b.Expand(equation.StartsWith("ij,ij", StringComparison.Ordinal) ? [rows, 3] : [.. second]).Contiguous());
        Tensor y = Tensor.Einsum(equation, a, b);
        Assert.Equal(whole.Shape, y.Shape);
        Assert.All(whole.ToArray<double>().Zip(y.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_letter_of_two_sizes_is_refused() =>
        Assert.Contains("2 and 3 for j in shapes [4, 2] and [3, 5]", Assert.Throws<ShapeException>(() => Tensor.Einsum("ij,jk->ik", Tensor.Zeros([4, 2]), Tensor.Zeros([3, 5]))).Message);
}
