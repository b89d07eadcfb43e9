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

    /// <summary>As many arrays in other memory, each of which takes <paramref name="length"/> elements.</summary>
    public readonly FlatArrays<T> Alike(T* memory, nint length) => new()
    {
        P = memory,
        G = memory + length,
        M = M is null ? null : memory + (2 * length),
        V = V is null ? null : memory + (3 * length),
        W = W is null ? null : memory + (4 * length),
    };

    /// <summary>Copies the first elements of every array.</summary>
    public readonly void CopyTo(in FlatArrays<T> target, nint count)
    {
        Copy(G, target.G, count);
        CopyUpdatedTo(target, count);
    }

    /// <summary>Copies the first elements of the arrays that an update writes: all but the gradients.</summary>
    public readonly void CopyUpdatedTo(in FlatArrays<T> target, nint count)
    {
        Copy(P, target.P, count);
        Copy(M, target.M, count);
        Copy(V, target.V, count);
        Copy(W, target.W, count);
    }

    /// <summary>A few elements: a loop is quicker than a call.</summary>
    private static void Copy(T* source, T* target, nint count)
    {
        for (nint i = 0; i < count && source is not null; i++)
        {
            target[i] = source[i];
        }
    }
}
