namespace Hone.Engine.Tests.Ops;

/// <summary>Matrix products of integers: computed for Int64 and Int32, refused with advice for the others.</summary>
public sealed class IntegerProductTests
{
    [Fact]
    public void Products_of_integer_matrices_are_computed()
    {
        Tensor a = Tensor.From([1L, 2, 3, 4, 5, 6], [2, 3]);
        Tensor b = Tensor.From([1L, 0, -1, 2, 4, 1L << 40], [3, 2]);
        Assert.Equal([11L, 4 + (3L << 40), 23, 10 + (6L << 40)], a.MatMul(b).ToArray<long>());
        Assert.Equal([14L, 32, 32, 77], a.MatMul(a.Transpose()).ToArray<long>());
        Tensor small = Tensor.From([1, 2, 3, 4], [2, 2]);
        Assert.Equal([7, 10, 15, 22], small.MatMul(small).ToArray<int>());
        Assert.Equal([5, 11, 11, 25], small.MatMul(small.Transpose()).ToArray<int>());
    }

    [Fact]
    public void Products_of_batches_and_affine_maps_of_integers_are_computed()
    {
        Tensor a = Tensor.From([1L, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
        Assert.Equal([7L, 10, 15, 22, 67, 78, 91, 106], a.MatMul(a).ToArray<long>());
        Assert.Equal([7L, 10, 15, 22, 23, 34, 31, 46], a.MatMul(Tensor.From([1L, 2, 3, 4], [2, 2])).ToArray<long>());
        Tensor weight = Tensor.From([1L, -1], [1, 2]);
        Assert.Equal([9L, 9, 9, 9], a.Linear(weight, Tensor.From([10L], [1])).ToArray<long>());
        Assert.Equal([-1L, -1, -1, -1], a.Linear(weight).ToArray<long>());
        Assert.Equal([0L, 0], Tensor.Zeros([2, 0], DType.Int64).MatMul(Tensor.Zeros([0, 1], DType.Int64)).ToArray<long>());
    }

    [Fact]
    public void Products_of_bytes_truths_and_mixed_types_are_refused()
    {
        foreach (DType type in new[] { DType.UInt8, DType.Bool })
        {
            Tensor x = Tensor.Ones([2, 2], type);
            Func<Tensor>[] products = [() => x.MatMul(x), () => x.Linear(x), () => x.Unsqueeze(0).MatMul(x.Unsqueeze(0)), () => x.Unsqueeze(0).MatMul(x)];
            foreach (Func<Tensor> product in products)
            {
                var error = Assert.Throws<HoneException>(product);
                Assert.Contains($"{type} [", error.Message);
                Assert.Contains("To(DType.Int32)", error.Try);
            }
        }

        Tensor floats = Tensor.Ones([2, 2]);
        var bias = Assert.Throws<HoneException>(() => floats.Linear(floats, Tensor.Ones([2], DType.Int32)));
        Assert.Equal("Linear", bias.Where);
        Assert.Contains("bias Int32 [2]", bias.Message);
    }
}
