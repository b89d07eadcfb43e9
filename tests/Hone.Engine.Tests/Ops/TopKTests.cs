using Hone.Engine.Tests.Kernels;
using Hone.Kernels;

namespace Hone.Engine.Tests.Ops;

[ChecksKernel(typeof(TopKLoop<>))]
public sealed class TopKTests
{
    [Fact]
    public void The_k_largest_are_the_first_of_the_sorted_order_for_every_k()
    {
        // Many equal values and a NaN: the order of equals must be that of a stable sort.
        float[] values = [.. Enumerable.Range(0, 3 * 150).Select(i => i % 151 == 7 ? float.NaN : i * 7919 % 31)];
        Tensor x = Tensor.From(values, [3, 150]);
        foreach (bool largest in new[] { true, false })
        {
            long[] sorted = x.Sort(1, largest).Indices.ToArray<long>();
            foreach (int k in new[] { 0, 1, 2, 63, 64, 65, 150 })
            {
                long[] expected = [.. Enumerable.Range(0, 3).SelectMany(row => sorted.Skip(150 * row).Take(k))];
                Assert.Equal(expected, x.TopK(k, 1, largest).Indices.ToArray<long>());
            }

            Tensor columns = x.Transpose();
            Assert.Equal(x.TopK(5, 1, largest).Indices.Transpose().ToArray<long>(), columns.TopK(5, 0, largest).Indices.ToArray<long>());
        }
    }

    [Fact]
    public void Order_does_not_depend_on_the_number_of_threads()
    {
        Tensor x = Float32Check.Narrow(TestTensors.Normal(1, 300, 400));
        ThreadCheck.SameBits(t => t[0].TopK(5).Values, x);
        ThreadCheck.SameBits(t => t[0].Sort().Values, x);
    }
}
