using System.Runtime.InteropServices;

namespace Hone.Method;

/// <summary>Copies of tensors of any type, with memory of their own.</summary>
internal static class TensorCopy
{
    public static Tensor Of(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => tensor.WithValues<float>(tensor.ToArray<float>()),
        DType.Float64 => tensor.WithValues<double>(tensor.ToArray<double>()),
        DType.Int64 => tensor.WithValues<long>(tensor.ToArray<long>()),
        DType.Int32 => tensor.WithValues<int>(tensor.ToArray<int>()),
        DType.UInt8 => tensor.WithValues<byte>(tensor.ToArray<byte>()),
        _ => tensor.WithValues<bool>(tensor.ToArray<bool>()),
    };

    /// <summary>The rows of a batch in another order, or some of them several times.</summary>
    /// <param name="tensor">[batch, ...]</param>
    /// <param name="rows">The rows to take.</param>
    public static Tensor Rows(Tensor tensor, int[] rows) => tensor.DType switch
    {
        DType.Float32 => tensor.WithValues<float>(Take(tensor.ToArray<float>(), rows)),
        DType.Float64 => tensor.WithValues<double>(Take(tensor.ToArray<double>(), rows)),
        DType.Int64 => tensor.WithValues<long>(Take(tensor.ToArray<long>(), rows)),
        DType.Int32 => tensor.WithValues<int>(Take(tensor.ToArray<int>(), rows)),
        DType.UInt8 => tensor.WithValues<byte>(Take(tensor.ToArray<byte>(), rows)),
        _ => tensor.WithValues<bool>(Take(tensor.ToArray<bool>(), rows)),
    };

    /// <summary>A tensor like another one with nothing but zeros.</summary>
    public static Tensor Zeros(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => tensor.WithValues<float>(new float[tensor.ElementCount]),
        DType.Float64 => tensor.WithValues<double>(new double[tensor.ElementCount]),
        DType.Int64 => tensor.WithValues<long>(new long[tensor.ElementCount]),
        DType.Int32 => tensor.WithValues<int>(new int[tensor.ElementCount]),
        DType.UInt8 => tensor.WithValues<byte>(new byte[tensor.ElementCount]),
        _ => tensor.WithValues<bool>(new bool[tensor.ElementCount]),
    };

    /// <summary>The values of a tensor as bytes, row by row.</summary>
    public static byte[] Bytes(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes<float>(tensor.ToArray<float>()).ToArray(),
        DType.Float64 => MemoryMarshal.AsBytes<double>(tensor.ToArray<double>()).ToArray(),
        DType.Int64 => MemoryMarshal.AsBytes<long>(tensor.ToArray<long>()).ToArray(),
        DType.Int32 => MemoryMarshal.AsBytes<int>(tensor.ToArray<int>()).ToArray(),
        DType.UInt8 => tensor.ToArray<byte>(),
        _ => MemoryMarshal.AsBytes<bool>(tensor.ToArray<bool>()).ToArray(),
    };

    private static T[] Take<T>(T[] values, int[] rows)
    {
        int width = values.Length / rows.Length;
        var taken = new T[values.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            Array.Copy(values, rows[row] * width, taken, row * width, width);
        }

        return taken;
    }
}
