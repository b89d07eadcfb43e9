namespace Hone.Kernels;

/// <summary>
/// How a reduction over the middle of <c>[outer, size, inner]</c> is cut into items: blocks, strips of their columns that a cache holds, and where
/// those are few, ranges of the reduced elements. It depends on the sizes alone, never on the number of threads.
/// </summary>
internal readonly struct BlockPartition
{
    /// <summary>Columns of a strip: what is kept for each of them stays in the cache nearest to the processor or in the next one.</summary>
    public const int LongestStrip = 4096;

    /// <summary>Items that share out the work well among a few threads.</summary>
    private const int EnoughItems = 16;

    /// <summary>Rows of columns that are worth an item.</summary>
    private const int ShortestRange = 64;

    private readonly int _outer;
    private readonly int _size;
    private readonly int _inner;

    public BlockPartition(int outer, int size, int inner)
    {
        _outer = outer;
        _size = size;
        _inner = inner;
        Strips = (inner + LongestStrip - 1) / LongestStrip;
        long blocks = Math.Max(1, (long)outer * Strips);
        Ranges = inner == 1
            ? Partition.Parts(size, Partition.ParallelElements)
            : (int)Math.Clamp((EnoughItems + blocks - 1) / blocks, 1, Math.Max(1, size / ShortestRange));
        Items = outer * Strips * Ranges;
        Parts = Math.Min(Items, Partition.Parts((nint)outer * size * inner, Partition.ParallelElements));
    }

    public int Strips { get; }

    /// <summary>Ranges of the reduced elements; the results of more than one have to be joined.</summary>
    public int Ranges { get; }

    public int Items { get; }

    /// <summary>Parts of the job, each a stretch of items.</summary>
    public int Parts { get; }

    public int FirstItem(int part) => (int)((long)Items * part / Parts);

    public BlockItem Item(int index)
    {
        int range = index % Ranges;
        int strip = index / Ranges % Strips;
        int block = index / Ranges / Strips;
        nint first = Partition.Start(_size, Ranges, range);
        int column = strip * LongestStrip;
        return new BlockItem
        {
            First = first,
            Rows = Partition.Start(_size, Ranges, range + 1) - first,
            Columns = Math.Min(LongestStrip, _inner - column),
            Start = (((block * (nint)_size) + first) * _inner) + column,
            Result = (block * (nint)_inner) + column,
        };
    }
}

/// <summary>One item of a <see cref="BlockPartition"/>.</summary>
internal struct BlockItem
{
    /// <summary>The first reduced element.</summary>
    public nint First;

    /// <summary>Reduced elements.</summary>
    public nint Rows;

    public int Columns;

    /// <summary>Where the first element stands in the input.</summary>
    public nint Start;

    /// <summary>Where the first result stands in the output.</summary>
    public nint Result;
}
