namespace Hone.Kernels;

/// <summary>The arrays that an update walks side by side; those that it does not need are null.</summary>
internal unsafe struct FlatArrays<T>
    where T : unmanaged
{
    /// <summary>Parameters, updated.</summary>
    public T* P;

    /// <summary>Gradients.</summary>
    public T* G;

    /// <summary>First moments, updated.</summary>
    public T* M;

    /// <summary>Second moments, updated.</summary>
    public T* V;

    /// <summary>A third array of moments, updated.</summary>
    public T* W;

    /// <summary>The same arrays from an element on.</summary>
    /// <param name="start">First element of parameters and moments.</param>
    /// <param name="gradientStart">First element of the gradients.</param>
    public readonly FlatArrays<T> From(nint start, nint gradientStart) => new()
    {
        P = P + start,
        G = G is null ? null : G + gradientStart,
        M = M is null ? null : M + start,
        V = V is null ? null : V + start,
        W = W is null ? null : W + start,
    };
}
