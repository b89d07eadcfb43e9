namespace Hone.Ops;

/// <summary>Runs any and all over tensors of every element type.</summary>
internal static unsafe class TruthMap
{
    public static Tensor Run(Tensor x, ReadOnlySpan<int> axes, bool keepDim, bool all, string operation)
    {
        var reduced = new ReducedAxes(x.Shape, axes, keepDim, operation);
        Tensor rows = reduced.Rows(x.Detach().To(DType.Bool));
        int size = reduced.Count;
        Tensor y = Tensor.Empty([rows.Shape[0]], DType.Bool);
        byte* values = rows.Pointer<byte>();
        bool* results = y.Pointer<bool>();
        for (nint row = 0; row < y.ElementCount; row++)
        {
            var elements = new ReadOnlySpan<byte>(values + (row * size), size);
            results[row] = all ? !elements.Contains((byte)0) : elements.ContainsAnyExcept((byte)0);
        }

        return reduced.FromRows(y);
    }
}
