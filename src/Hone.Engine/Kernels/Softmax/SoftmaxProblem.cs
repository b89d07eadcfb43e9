namespace Hone.Kernels;

/// <summary>Rows of a softmax or log-softmax and of its backward.</summary>
internal unsafe struct SoftmaxProblem<T>
    where T : unmanaged
{
    public int Rows;
    public int Size;

    /// <summary>Rows are cut into this many ranges.</summary>
    public int Parts;

    /// <summary>Whether y is the logarithm of the softmax.</summary>
    public bool Log;

    /// <summary>[Rows][Size], forward only.</summary>
    public T* X;

    /// <summary>[Rows][Size]</summary>
    public T* Y;

    /// <summary>[Rows][Size], backward only.</summary>
    public T* Dy;

    /// <summary>[Rows][Size], backward only; may be <see cref="Dy"/>.</summary>
    public T* Dx;

    public readonly int FirstRow(int part) => (int)((long)Rows * part / Parts);
}
