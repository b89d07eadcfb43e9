using System.Buffers.Binary;

namespace Hone.Learn;

/// <summary>
/// The bins of a table, twice: by column, for moving rows to the sides of a split, and row by row, for histograms, where one read of memory serves several columns.
/// A column's missing values have the bin after its last.
/// </summary>
internal sealed class BinnedTable
{
    /// <summary>Columns whose bins are read at once.</summary>
    public const int Together = sizeof(uint);

    private const int PartRows = 1024;

    private readonly byte[] _byRow;

    public BinnedTable(byte[][] columns, int[] bins, TreeWork work)
    {
        Columns = columns;
        Bins = bins;
        Starts = new int[columns.Length];
        HasMissing = [.. columns.Select((column, c) => column.AsSpan().Contains((byte)bins[c]))];
        for (int c = 0; c < columns.Length; c++)
        {
            Starts[c] = HistogramLength;
            HistogramLength += bins[c] + 1;
        }

        // The last row is read beyond its end too.
        _byRow = new byte[checked((Rows * columns.Length) + Together - 1)];
        work.For((Rows + PartRows - 1) / PartRows, Transpose);
    }

    /// <summary>The bins of each column's rows.</summary>
    public byte[][] Columns { get; }

    /// <summary>Number of bins of each column, without the one for missing values.</summary>
    public int[] Bins { get; }

    /// <summary>Whether a row has no value in a column.</summary>
    public bool[] HasMissing { get; }

    /// <summary>Where the bins of each column begin in a histogram.</summary>
    public int[] Starts { get; }

    /// <summary>Bins of all columns, those for missing values included.</summary>
    public int HistogramLength { get; }

    public int Rows => Columns[0].Length;

    public int Width => Columns.Length;

    /// <summary>The bins of rows in four columns.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="firstColumn">The first of the columns. What stands for columns after the last one means nothing.</param>
    /// <param name="bins">Receives four bins a row, the first column's in the lowest 8 bits.</param>
    public void Fetch(ReadOnlySpan<int> rows, int firstColumn, Span<uint> bins)
    {
        ReadOnlySpan<byte> from = _byRow;
        int width = Width;
        bins = bins[..rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            bins[i] = BinaryPrimitives.ReadUInt32LittleEndian(from.Slice((rows[i] * width) + firstColumn, Together));
        }
    }

    private void Transpose(int part)
    {
        int start = part * PartRows;
        int count = Math.Min(PartRows, Rows - start);
        for (int c = 0; c < Width; c++)
        {
            ReadOnlySpan<byte> column = Columns[c].AsSpan(start, count);
            int at = (start * Width) + c;
            foreach (byte bin in column)
            {
                _byRow[at] = bin;
                at += Width;
            }
        }
    }
}
