namespace Hone.Engine.Tests.Tensors;

public sealed class CopyingTests
{
    [Fact]
    public void Copying_between_views_of_one_memory_reads_before_it_writes()
    {
        Tensor a = Tensor.From([0f, 1, 2, 3], [2, 2]);
        a.CopyFrom(a.Transpose());
        Assert.Equal([0f, 2, 1, 3], a.ToArray<float>());

        Tensor row = Tensor.From([0f, 1, 2, 3, 4, 5], [6]);
        row.Narrow(0, 1, 5).CopyFrom(row.Narrow(0, 0, 5));
        Assert.Equal([0f, 0, 1, 2, 3, 4], row.ToArray<float>());
        row.Narrow(0, 0, 5).CopyFrom(row.Narrow(0, 1, 5));
        Assert.Equal([0f, 1, 2, 3, 4, 4], row.ToArray<float>());
        row.CopyFrom(row);
        Assert.Equal([0f, 1, 2, 3, 4, 4], row.ToArray<float>());

        Tensor columns = Tensor.From([0L, 1, 2, 3, 4, 5], [2, 3]);
        columns.Narrow(1, 0, 2).CopyFrom(columns.Narrow(1, 1, 2));
        Assert.Equal([1L, 2, 2, 4, 5, 5], columns.ToArray<long>());
        columns.CopyFrom(columns.Narrow(1, 0, 1).Expand([2, 3]));
        Assert.Equal([1L, 1, 1, 4, 4, 4], columns.ToArray<long>());
    }

    [Fact]
    public void Copying_to_a_repeated_element_is_refused()
    {
        Tensor one = Tensor.Zeros([1]);
        var error = Assert.Throws<HoneException>(() => one.Expand([3]).CopyFrom(Tensor.From([0f, 1, 2], [3])));
        Assert.Contains("Float32 [3], which repeats one element 3 times along axis 0", error.Got);
        Assert.Equal("CopyFrom", error.Where);
        Assert.Contains("Contiguous()", error.Try);
        Assert.Equal(0, one.Item());
        one.Expand([1]).CopyFrom(Tensor.Ones([1]));
        Assert.Equal(1, one.Item());
        one.Expand([0, 1]).CopyFrom(Tensor.Ones([0, 1]));
    }
}
