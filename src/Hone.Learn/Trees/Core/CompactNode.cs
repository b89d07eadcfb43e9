using System.Runtime.CompilerServices;

namespace Hone.Learn;

/// <summary>
/// A node in 8 bytes, for trees without categorical splits: eight to a cache line. The threshold is a key of <see cref="RowBlock"/>; where missing values go is decided by
/// the column that is read. A leaf leads to itself, so that a row which has arrived may go on.
/// </summary>
internal readonly struct CompactNode
{
    /// <summary>Most columns of keys that fit.</summary>
    public const int MostColumns = 1 << 8;

    /// <summary>Most nodes of a tree that fits.</summary>
    public const int MostNodes = 1 << 22;

    // From the lowest bit: the column of the keys (8), whether the left and the right child are inner nodes (1, 1), and the left child (22).
    private const int InnerShift = 8;
    private const int LeftShift = 10;

    private readonly int _threshold;
    private readonly uint _fields;

    private CompactNode(int threshold, uint fields)
    {
        _threshold = threshold;
        _fields = fields;
    }

    public static CompactNode Inner(in TreeNode node, int column, bool isLeftInner, bool isRightInner)
    {
        uint fields = (uint)column
            | (isLeftInner ? 1u << InnerShift : 0)
            | (isRightInner ? 2u << InnerShift : 0)
            | ((uint)node.Left << LeftShift);

        // Plus zero stands for both zeros: minus zero is not above it.
        return new(RowBlock.KeyOf(node.Threshold + 0f), fields);
    }

    /// <summary>A leaf: no key is above its threshold, so it sends every row to the left, which is itself.</summary>
    public static CompactNode Leaf(int self) => new(int.MaxValue, (uint)self << LeftShift);

    /// <summary>The next node of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Next(ref int rowKeys) => (nint)(_fields >> LeftShift) + SideOf(ref rowKeys);

    /// <summary>The next node of a row.</summary>
    /// <param name="rowKeys">The keys of the row.</param>
    /// <param name="inner">1 when the next node has children of its own, 0 when it is a leaf.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Next(ref int rowKeys, out int inner)
    {
        int side = SideOf(ref rowKeys);
        inner = (int)(_fields >> (InnerShift + side)) & 1;
        return (nint)(_fields >> LeftShift) + side;
    }

    /// <summary>0 for left, 1 for right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SideOf(ref int rowKeys) => Unsafe.Add(ref rowKeys, (nint)(byte)_fields) > _threshold ? 1 : 0;
}
