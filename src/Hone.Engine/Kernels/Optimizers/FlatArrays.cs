using System.Runtime.CompilerServices;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    /// <summary>Reads the ends of rows from every array into as many side by side.</summary>
    public readonly void Gather(in RowEnds ends, in FlatArrays<T> target)
    {
        ends.Gather(P, byNumber: true, target.P);
        ends.Gather(G, byNumber: false, target.G);
        ends.Gather(M, byNumber: true, target.M);
        ends.Gather(V, byNumber: true, target.V);
        ends.Gather(W, byNumber: true, target.W);
    }

    /// <summary>Writes the ends of rows back to the arrays that an update changes: all but the gradients.</summary>
    public readonly void Scatter(in RowEnds ends, in FlatArrays<T> source)
    {
        ends.Scatter(source.P, P);
        ends.Scatter(source.M, M);
        ends.Scatter(source.V, V);
        ends.Scatter(source.W, W);
    }
}
