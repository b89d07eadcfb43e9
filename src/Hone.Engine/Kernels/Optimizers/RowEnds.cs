namespace Hone.Kernels;

/// <summary>The last elements of some rows of a matrix, those that do not fill a register.</summary>
/// <param name="Rows">Numbers of the rows.</param>
/// <param name="First">First row of these, by position.</param>
/// <param name="Stop">First position behind them.</param>
/// <param name="Width">Elements in a row.</param>
/// <param name="Length">Elements at its end.</param>
internal unsafe readonly record struct RowEnds(nint Rows, nint First, nint Stop, nint Width, nint Length)
{
    private int* Numbers => (int*)Rows;

    /// <summary>Lays the ends side by side; nothing when there is no source.</summary>
    /// <param name="source">The matrix: rows by their number, or by their position.</param>
    /// <param name="byNumber">Which of the two.</param>
    /// <param name="target">Memory for all ends.</param>
    public void Gather<T>(T* source, bool byNumber, T* target)
        where T : unmanaged
    {
        if (source is null)
        {
            return;
        }

        int* numbers = Numbers;
        for (nint i = First; i < Stop; i++)
        {
            T* end = source + (((byNumber ? numbers[i] : i) + 1) * Width) - Length;
            for (nint k = 0; k < Length; k++)
            {
                target[k] = end[k];
            }

            target += Length;
        }
    }

    /// <summary>The way back of <see cref="Gather"/>, by number.</summary>
    public void Scatter<T>(T* source, T* target)
        where T : unmanaged
    {
        if (target is null)
        {
            return;
        }

        int* numbers = Numbers;
        for (nint i = First; i < Stop; i++)
        {
            T* end = target + (((nint)numbers[i] + 1) * Width) - Length;
            for (nint k = 0; k < Length; k++)
            {
                end[k] = source[k];
            }

            source += Length;
        }
    }
}
