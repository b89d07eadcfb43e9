using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hone.Nn;

/// <summary>Brings the elements of a storage into the tensors over it.</summary>
internal static class TorchValues
{
    /// <summary>Makes every tensor over a storage.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="bytes">All of its elements, little-endian.</param>
    public static void Fill(TorchStorage storage, ReadOnlySpan<byte> bytes)
    {
        foreach (TorchTensor tensor in storage.Tensors)
        {
            Tensor value = Tensor.ZerosPersistent(Shape.Create(tensor.Sizes), storage.Element.Target()!.Value);
            switch (storage.Element)
            {
                case TorchElement.Float32:
                    Gather(tensor, bytes, 4, value.AsSpan<float>(), BinaryPrimitives.ReadSingleLittleEndian);
                    break;
                case TorchElement.Float64:
                    Gather(tensor, bytes, 8, value.AsSpan<double>(), BinaryPrimitives.ReadDoubleLittleEndian);
                    break;
                case TorchElement.Float16:
                    Gather(tensor, bytes, 2, value.AsSpan<float>(), static b => (float)BinaryPrimitives.ReadHalfLittleEndian(b));
                    break;
                case TorchElement.BFloat16:
                    // The upper half of a float32.
                    Gather(tensor, bytes, 2, value.AsSpan<float>(), static b => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(b) << 16));
                    break;
                case TorchElement.Int64:
                    Gather(tensor, bytes, 8, value.AsSpan<long>(), BinaryPrimitives.ReadInt64LittleEndian);
                    break;
                case TorchElement.Int32:
                    Gather(tensor, bytes, 4, value.AsSpan<int>(), BinaryPrimitives.ReadInt32LittleEndian);
                    break;
                case TorchElement.Int16:
                    Gather(tensor, bytes, 2, value.AsSpan<int>(), static b => BinaryPrimitives.ReadInt16LittleEndian(b));
                    break;
                case TorchElement.Int8:
                    Gather(tensor, bytes, 1, value.AsSpan<int>(), static b => (sbyte)b[0]);
                    break;
                case TorchElement.UInt8:
                    Gather(tensor, bytes, 1, value.AsSpan<byte>(), static b => b[0]);
                    break;
                default:
                    Gather(tensor, bytes, 1, value.AsSpan<bool>(), static b => b[0] != 0);
                    break;
            }

            tensor.Value = value;
        }
    }

    /// <summary>Visits the elements in row-major order of the tensor, wherever they lie in the storage.</summary>
    private static void Gather<T>(TorchTensor tensor, ReadOnlySpan<byte> bytes, int size, Span<T> values, ReadElement<T> read)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian && typeof(T) != typeof(bool) && size == Unsafe.SizeOf<T>() && IsRowMajor(tensor))
        {
            bytes.Slice(checked((int)(tensor.Start * size)), values.Length * size).CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        var index = new int[tensor.Sizes.Length];
        long at = tensor.Start;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(bytes.Slice(checked((int)(at * size)), size));
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                at += tensor.Strides[axis];
                if (++index[axis] < tensor.Sizes[axis])
                {
                    break;
                }

                at -= tensor.Strides[axis] * tensor.Sizes[axis];
                index[axis] = 0;
            }
        }
    }

    private static bool IsRowMajor(TorchTensor tensor)
    {
        long expected = 1;
        for (int axis = tensor.Sizes.Length - 1; axis >= 0; axis--)
        {
            if (tensor.Sizes[axis] == 0)
            {
                return false;
            }

            if (tensor.Sizes[axis] != 1 && tensor.Strides[axis] != expected)
            {
                return false;
            }

            expected *= tensor.Sizes[axis];
        }

        return true;
    }

    private delegate T ReadElement<T>(ReadOnlySpan<byte> bytes);
}
