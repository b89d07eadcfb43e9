using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// A right-hand matrix B [k, n] packed once for many products: the weights of a recurrent layer over a sequence, or of a model
/// at inference. It is a copy: a later change of B does not reach it until it is packed again.
/// </summary>
internal sealed unsafe class PackedMatrix
{
    private readonly Storage _storage;

    /// <summary>Packs B; element (p, j) is b[p * bRow + j * bColumn]. The memory belongs to the open step, or else to the garbage collector.</summary>
    public PackedMatrix(int n, int k, float* b, nint bRow, nint bColumn)
    {
        Columns = n;
        Depth = k;
        nint bytes = Length(n, k) * sizeof(float);
        _storage = StepArena.Current is { } arena ? arena.Rent(bytes) : new Storage(bytes);
        Repack(b, bRow, bColumn);
    }

    /// <summary>n, the columns of B.</summary>
    public int Columns { get; }

    /// <summary>k, the rows of B.</summary>
    public int Depth { get; }

    internal float* Pointer => (float*)_storage.Pointer;

    /// <summary>Takes over new values of B, of the same size.</summary>
    public void Repack(float* b, nint bRow, nint bColumn)
    {
        MatrixView view = new(b, bRow, bColumn);
        if (Vector512.IsHardwareAccelerated)
        {
            GemmSchedule<Policy512, Vector512<float>>.Pack(Columns, Depth, view, Pointer);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            GemmSchedule<Policy256, Vector256<float>>.Pack(Columns, Depth, view, Pointer);
        }
        else
        {
            GemmSchedule<Policy128, Vector128<float>>.Pack(Columns, Depth, view, Pointer);
        }
    }

    /// <summary>Gives memory of a step back before the step ends; the matrix must not be used afterwards.</summary>
    public void Release() => _storage.ReleaseIfUnused();

    private static nint Length(int n, int k)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return GemmSchedule<Policy512, Vector512<float>>.PackedLength(n, k);
        }

        return Vector256.IsHardwareAccelerated
            ? GemmSchedule<Policy256, Vector256<float>>.PackedLength(n, k)
            : GemmSchedule<Policy128, Vector128<float>>.PackedLength(n, k);
    }
}
