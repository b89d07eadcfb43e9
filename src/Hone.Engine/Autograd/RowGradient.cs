using Hone.Autograd;
using Hone.Kernels;
using Hone.Memory;

namespace Hone;

/// <summary>
/// The gradient of a matrix of which backward has touched few rows: the numbers of these rows and their gradients. All other rows have
/// gradient zero, and an optimizer that knows this leaves them alone.
/// </summary>
/// <remarks>
/// PyTorch's coalesced sparse gradient (<c>nn.Embedding(sparse=True)</c>), except that rows stand in the order of their first use instead of
/// their number. Each row occurs once. The memory belongs to the leaf and is used again after <see cref="Tensor.ZeroGrad"/>.
/// </remarks>
public sealed class RowGradient
{
    private const int Absent = -1;

    private readonly Tensor _leaf;
    private readonly int[] _slotOfRow;
    private int[] _rows = [];
    private Tensor _memory;

    internal RowGradient(Tensor leaf)
    {
        _leaf = leaf;
        _slotOfRow = new int[leaf.Shape[0]];
        Array.Fill(_slotOfRow, Absent);
        _memory = NewMemory(0);
    }

    /// <summary>Number of rows that were touched.</summary>
    public int Count { get; private set; }

    /// <summary>Number of rows of the whole matrix.</summary>
    public int RowCount => _slotOfRow.Length;

    /// <summary>Elements in a row.</summary>
    public int Width => _leaf.Shape[1];

    /// <summary>Numbers of the touched rows, in the order of <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>values: [count, width], the gradients of the touched rows; valid until the next backward.</summary>
    public Tensor Values => new(_memory.Storage, 0, [Count, Width], [Width, 1], _leaf.DType);

    /// <summary>Memory of <see cref="Values"/>, which may have more rows.</summary>
    internal Tensor Memory => _memory;

    /// <summary>Whether backward has been here since <see cref="Clear"/>; it may have touched no row, as in a batch of padding alone.</summary>
    internal bool IsFresh { get; private set; }

    /// <summary>The same gradient as a matrix of the leaf's shape, zero in the other rows.</summary>
    public Tensor ToDense()
    {
        Tensor dense = Tensor.Empty(_leaf.Shape, Layout.RowMajor(_leaf.Shape), _leaf.DType);
        if (dense.DType == DType.Float32)
        {
            Write<float>(dense);
        }
        else
        {
            Write<double>(dense);
        }

        return dense;
    }

    /// <summary>Number of touched and of all rows.</summary>
    public override string ToString() => $"gradient of {Count} of {RowCount} rows";

    /// <summary>Forgets all rows; the memory stays.</summary>
    internal void Clear()
    {
        foreach (int row in Rows)
        {
            _slotOfRow[row] = Absent;
        }

        Count = 0;
        IsFresh = false;
    }

    /// <summary>Makes room for the rows named, and says for each name which row of <see cref="Values"/> is its own.</summary>
    /// <param name="places">Numbers of rows of the matrix.</param>
    /// <param name="skipped">Names with this number get none; -1 for none such.</param>
    /// <param name="kept">The first rows of <see cref="Values"/>, which hold values already; those behind are undefined.</param>
    /// <returns>Working memory of this thread: as many numbers as names, -1 for those that are skipped.</returns>
    internal unsafe long* Place(ReadOnlySpan<long> places, long skipped, out int kept)
    {
        kept = Count;
        IsFresh = true;
        long* slots = (long*)Scratch.Bytes(ScratchSlot.RowPlaces, (nint)places.Length * sizeof(long));
        if (_rows.Length < Math.Min(RowCount, Count + places.Length))
        {
            Array.Resize(ref _rows, Math.Min(RowCount, Math.Max(2 * _rows.Length, Count + places.Length)));
        }

        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] == skipped)
            {
                slots[i] = Absent;
                continue;
            }

            ref int slot = ref _slotOfRow[places[i]];
            if (slot == Absent)
            {
                slot = Count;
                _rows[Count] = (int)places[i];
                Count++;
            }

            slots[i] = slot;
        }

        Grow(kept);
        return slots;
    }

    private unsafe void Write<T>(Tensor dense)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        long* rows = (long*)Scratch.Bytes(ScratchSlot.RowPlaces, (nint)Count * sizeof(long));
        for (int i = 0; i < Count; i++)
        {
            rows[i] = _rows[i];
        }

        var scatter = new RowScatter<T>
        {
            Target = dense.Pointer<T>(),
            Rows = RowCount,
            Width = Width,
            Places = rows,
            Count = Count,
            Skipped = Absent,
            Source = _memory.Pointer<T>(),
        };
        scatter.Run();
    }

    /// <summary>Memory for as many rows as there are numbers; the first ones move along.</summary>
    private void Grow(int kept)
    {
        if (_memory.Shape[0] >= Count)
        {
            return;
        }

        Tensor earlier = new(_memory.Storage, 0, [kept, Width], [Width, 1], _leaf.DType);
        _memory = NewMemory(_rows.Length);
        new Tensor(_memory.Storage, 0, [kept, Width], [Width, 1], _leaf.DType).CopyFrom(earlier);
    }

    private Tensor NewMemory(int rows) => Tensor.EmptyPersistent([rows, Width], [Width, 1], _leaf.DType);
}
