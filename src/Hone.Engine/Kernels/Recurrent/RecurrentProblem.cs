namespace Hone.Kernels;

/// <summary>One recurrent layer over a sequence as its loops see it; all blocks are row-major without gaps.</summary>
/// <remarks>
/// A sequence of n steps starts at time 0 and ends at n - 1; in reverse it starts at n - 1 and ends at 0. Times from n on are padding: the
/// output is zero there and no gradient comes out.
/// </remarks>
internal unsafe struct RecurrentProblem<T>
    where T : unmanaged
{
    /// <summary>Times that any sequence reaches.</summary>
    public int Times;

    public int Batch;

    public int Hidden;

    public bool IsReverse;

    /// <summary>[batch]: steps of each sequence; null when all have <see cref="Times"/>.</summary>
    public int* Lengths;

    /// <summary>[time, batch, 4 hidden]: sums in, then what backward needs, then the gradients of the sums.</summary>
    public T* Gates;

    /// <summary>[4 hidden]: added to the sums of each row.</summary>
    public T* Bias;

    /// <summary>[time, batch, hidden]: the hidden states.</summary>
    public T* Output;

    /// <summary>[time, batch, hidden]: the cells, or the same as <see cref="Output"/> where there are none.</summary>
    public T* States;

    /// <summary>[batch, hidden]: the state before the first step, the cell where there is one.</summary>
    public T* Initial;

    /// <summary>[batch, hidden]: the hidden state before the first step; null stands for zeros.</summary>
    public T* InitialHidden;

    /// <summary>[batch, hidden]: hidden state after the last step of each sequence.</summary>
    public T* LastHidden;

    /// <summary>[batch, hidden]: cell after the last step of each sequence.</summary>
    public T* LastCell;

    /// <summary>[time, batch, hidden]: gradient of the output.</summary>
    public T* DOutput;

    /// <summary>[batch, hidden]: gradient of <see cref="LastHidden"/>.</summary>
    public T* DLastHidden;

    /// <summary>[batch, hidden]: gradient of <see cref="LastCell"/>.</summary>
    public T* DLastCell;

    /// <summary>[batch, hidden]: gradient of the hidden state on its way back through time.</summary>
    public T* DHidden;

    /// <summary>[batch, hidden]: gradient of the cell on its way back through time, or the same as <see cref="DHidden"/> where there is none.</summary>
    public T* DState;

    /// <summary>[batch, hidden]: gradient of <see cref="Initial"/>.</summary>
    public T* DInitial;

    /// <summary>The time of the step that runs now.</summary>
    public int Time;

    /// <summary>Parts of the step that runs now.</summary>
    public int Parts;

    public readonly int LengthOf(int row) => Lengths is null ? Times : Lengths[row];

    /// <summary>The time of a sequence's first step.</summary>
    public readonly int StartOf(int row) => IsReverse ? LengthOf(row) - 1 : 0;

    /// <summary>The time of a sequence's last step.</summary>
    public readonly int EndOf(int row) => IsReverse ? 0 : LengthOf(row) - 1;

    /// <summary>The time of a step, counted in the direction of the layer.</summary>
    public readonly int TimeOf(int step) => IsReverse ? Times - 1 - step : step;

    /// <summary>Row of a [time, batch, hidden] block.</summary>
    public readonly nint Row(int time, int row) => (((nint)time * Batch) + row) * Hidden;
}
