namespace Hone.Engine.Tests.Kernels;

/// <summary>A matrix between guard zones, with a gap after every line; everything outside its elements holds NaN.</summary>
internal sealed class TestMatrix
{
    private const int Guard = 70;
    private const int Gap = 3;

    private readonly float[] _memory;

    public TestMatrix(int rows, int columns, MatrixLayout layout)
    {
        Rows = rows;
        Columns = columns;
        (Row, Column) = layout switch
        {
            MatrixLayout.Rows => (columns + Gap, 1),
            MatrixLayout.Columns => (1, rows + Gap),
            _ => (2, (2 * rows) + Gap),
        };
        int span = ((rows + 1) * Row) + ((columns + 1) * Column);
        _memory = GC.AllocateArray<float>(span + (2 * Guard), pinned: true);
        Array.Fill(_memory, float.NaN);
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Row { get; }

    public int Column { get; }

    public ref float this[int row, int column] => ref _memory[Guard + (row * Row) + (column * Column)];

    public unsafe float* Pointer => (float*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_memory, Guard);

    /// <summary>Whole numbers from -4 to 4: their products and sums are exact in float32, in whatever order.</summary>
    public TestMatrix FillWithWholeNumbers(Random random)
    {
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                this[i, j] = random.Next(-4, 5);
            }
        }

        return this;
    }

    public TestMatrix FillWithFractions(Random random)
    {
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                this[i, j] = (random.NextSingle() * 2) - 1;
            }
        }

        return this;
    }

    public TestMatrix Copy()
    {
        var copy = new TestMatrix(Rows, Columns, MatrixLayout.Rows);
        Assert.Equal(_memory.Length, copy._memory.Length);
        _memory.CopyTo(copy._memory, 0);
        return copy;
    }

    /// <summary>All memory, guards and gaps included, bit by bit.</summary>
    public ReadOnlySpan<int> Bits => System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(_memory);
}
