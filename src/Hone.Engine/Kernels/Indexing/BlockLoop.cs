using System.Numerics;

namespace Hone.Kernels;

/// <summary>Copies and adds whole blocks by index; a block is everything behind the indexed axis of a row-major tensor.</summary>
internal static unsafe class BlockLoop
{
    /// <summary>y[o, i, :] = x[o, indices[i], :], in bytes.</summary>
    public static void Select(int outer, int size, int count, nint blockBytes, long* indices, byte* x, byte* y)
    {
        for (nint o = 0; o < outer; o++)
        {
            for (nint i = 0; i < count; i++)
            {
                Buffer.MemoryCopy(x + (((o * size) + (nint)indices[i]) * blockBytes), y + (((o * count) + i) * blockBytes), blockBytes, blockBytes);
            }
        }
    }

    /// <summary>x[o, indices[i], :] += y[o, i, :]; an index may occur more than once, in the order of i.</summary>
    public static void Add<T>(int outer, int size, int count, int block, long* indices, T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        for (nint o = 0; o < outer; o++)
        {
            for (nint i = 0; i < count; i++)
            {
                T* target = x + (((o * size) + (nint)indices[i]) * block);
                BinaryLoop<T, AddOperator>.Run(block, target, 1, target, 1, y + (((o * count) + i) * block), 1);
            }
        }
    }
}
