namespace Hone.Kernels;

/// <summary>Operands of a loss of element against element; all arrays lie alike in memory.</summary>
internal unsafe struct PairLossProblem<T>
    where T : unmanaged
{
    public nint Count;

    /// <summary>The elements are cut into this many ranges.</summary>
    public int Parts;

    public T* X;
    public T* Target;

    /// <summary>[Count] factors for a and b; null where the constants hold for all elements.</summary>
    public T* ArrayA;
    public T* ArrayB;
    public T A;
    public T B;

    /// <summary>[Count]: written by forward; null where only the sum is wanted.</summary>
    public T* Losses;

    /// <summary>[Parts]: written by forward where only the sum is wanted.</summary>
    public double* Sums;

    /// <summary>[Count]: gradient of each loss; null where <see cref="Scale"/> holds for all.</summary>
    public T* Scales;
    public T Scale;

    /// <summary>[Count]: written by backward; null where it is not wanted.</summary>
    public T* Dx;
    public T* DTarget;
}
