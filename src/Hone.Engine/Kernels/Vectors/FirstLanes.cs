namespace Hone.Kernels;

/// <summary>A part of a register from and to memory where the machine has no instruction for it.</summary>
internal static unsafe class FirstLanes<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>The first <paramref name="count"/> lanes from memory, 0 in the others.</summary>
    public static TVector Load(float* source, int count)
    {
        float* lanes = stackalloc float[TPolicy.Width];
        new Span<float>(lanes, TPolicy.Width).Clear();
        new Span<float>(source, count).CopyTo(new Span<float>(lanes, count));
        return TPolicy.Load(lanes);
    }

    /// <summary>Stores the first <paramref name="count"/> lanes.</summary>
    public static void Store(float* destination, int count, TVector value)
    {
        float* lanes = stackalloc float[TPolicy.Width];
        TPolicy.Store(lanes, value);
        new Span<float>(lanes, count).CopyTo(new Span<float>(destination, count));
    }
}
