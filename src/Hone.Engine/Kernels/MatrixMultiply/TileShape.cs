using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The sizes of tile, panel and block that follow from the register width.</summary>
internal static class TileShape<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Rows of a full tile: 12 where there are 32 registers, 6 where there are 16.</summary>
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TPolicy.Width == 16 ? 12 : 6;
    }

    /// <summary>Floats from one k to the next in packed A: the rows of a tile, rounded up so that packing may store 4 or 8 at a time.</summary>
    public static int RowStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TPolicy.Width == 16 ? 12 : 8;
    }

    /// <summary>Columns of a full tile, which are the columns of a panel of B.</summary>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TPolicy.Width;
    }

    /// <summary>
    /// Terms of the sum between two visits of C, at most. A panel of B of this depth just leaves the first-level cache room
    /// for nothing else, but it is read in sequence, and fewer visits of C weigh more.
    /// </summary>
    public const int MaxDepth = 384;

    /// <summary>The depth of a block when a sum of <paramref name="depth"/> terms is cut into equal blocks.</summary>
    public static int BlockDepth(int depth)
    {
        int blocks = (depth + MaxDepth - 1) / MaxDepth;
        return ((depth + blocks - 1) / blocks + 7) / 8 * 8;
    }

    /// <summary>Number of tiles over <paramref name="rows"/> rows.</summary>
    public static int Tiles(int rows) => (rows + Rows - 1) / Rows;

    /// <summary>Number of panels over <paramref name="columns"/> columns.</summary>
    public static int Panels(int columns) => (columns + Columns - 1) / Columns;

    /// <summary>
    /// First row of a tile. The rows are spread evenly, so that no tile is left with one or two rows, for which the latency
    /// of the multiply-add would set the pace.
    /// </summary>
    public static int TileStart(int rows, int tiles, int tile) => (int)((long)rows * tile / tiles);
}
