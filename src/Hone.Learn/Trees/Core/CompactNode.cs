using System.Runtime.CompilerServices;

namespace Hone.Learn;

/// <summary>
/// A node in 8 bytes, for trees without categorical splits: eight to a cache line. The threshold is a key of <see cref="RowBlock"/>. Where missing values go left, 1 is added
/// to both sides of the comparison: their key, the largest whole number, becomes the smallest by that, and the order of the others stays. A leaf leads to itself, so
/// that a row which has arrived may go on.
/// </summary>
internal readonly struct CompactNode
{
    /// <summary>Most columns of a table whose trees fit.</summary>
    public const int MostFeatures = 1 << 8;

    /// <summary>Most nodes of a tree that fits.</summary>
    public const int MostNodes = 1 << 22;

    // From the lowest bit: whether missing values go left (1), the column (8), whether the left and the right child are inner nodes (1, 1), and the pair of children (21).
    private const int FeatureShift = 1;
    private const int InnerShift = 9;
    private const int PairShift = 11;

    private readonly int _threshold;
    private readonly uint _fields;

    private CompactNode(int threshold, uint fields)
    {
        _threshold = threshold;
        _fields = fields;
    }

    public static CompactNode Inner(in TreeNode node, bool isLeftInner, bool isRightInner)
    {
        int missingGoesLeft = node.MissingGoesRight ? 0 : 1;
        uint fields = (uint)missingGoesLeft
            | ((uint)node.Feature << FeatureShift)
            | (isLeftInner ? 1u << InnerShift : 0)
            | (isRightInner ? 2u << InnerShift : 0)
            | ((uint)(node.Left >> 1) << PairShift);

        // Plus zero stands for both zeros: minus zero is not above it.
        return new(RowBlock.KeyOf(node.Threshold + 0f) + missingGoesLeft, fields);
    }

    /// <summary>A leaf, which is not the root: as the left or the right child of its parent, it sends every key to that side.</summary>
    public static CompactNode Leaf(int self) => new((self & 1) == 1 ? int.MaxValue : int.MinValue, (uint)((self - 1) >> 1) << PairShift);

    /// <summary>The side of a row: 0 for left, 1 for right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SideOf(ref int rowKeys)
    {
        int key = Unsafe.Add(ref rowKeys, (nint)(byte)(_fields >> FeatureShift));
        return unchecked(key + (int)(_fields & 1)) > _threshold ? 1 : 0;
    }

    /// <summary>The node on a side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Child(int side) => (int)(2 * (_fields >> PairShift)) + 1 + side;

    /// <summary>The next node of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ref int rowKeys) => Child(SideOf(ref rowKeys));

    /// <summary>1 when the node on a side has children of its own, 0 when it is a leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IsInner(int side) => (int)((_fields >> (InnerShift + side)) & 1);
}
