using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The different values of a tensor in ascending order. It has no gradient.</summary>
    /// <remarks>PyTorch's <c>torch.unique</c> with inverse and counts. Every NaN is a value of its own, at the end.</remarks>
    /// <param name="x">x: [...]</param>
    /// <returns>Values, the place of each element's value among them, and counts.</returns>
    public static UniqueResult Unique(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor row = x.Detach().Reshape(x.ElementCount);
        long[] order = Order.Of(row, 0, descending: false).ToArray<long>();
        int[] places = Array.ConvertAll(order, place => (int)place);
        Tensor sorted = Take.Read(row, places, row.Shape);

        // A value is new where it differs from the one before.
        var firsts = new List<int>();
        var counts = new List<long>();
        var inverse = new long[order.Length];
        bool[] differs = order.Length < 2
            ? []
            : sorted.Narrow(0, 1, order.Length - 1).NotEqual(sorted.Narrow(0, 0, order.Length - 1)).ToArray<bool>();
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || differs[i - 1])
            {
                firsts.Add(i);
                counts.Add(0);
            }

            counts[^1]++;
            inverse[order[i]] = counts.Count - 1;
        }

        return new UniqueResult(
            Take.Read(sorted, [.. firsts], [firsts.Count]),
            Tensor.From(inverse, x.Shape),
            Tensor.From(counts.ToArray(), [counts.Count]));
    }
}
