namespace Hone.Learn;

/// <summary>
/// A node in 8 bytes, for trees without categorical splits: eight to a cache line. The threshold is a key of <see cref="RowBlock"/>. Where missing values go left, 1 is added
/// to both sides of the comparison: their key, the largest whole number, becomes the smallest by that, and the order of the others stays.
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

    public CompactNode(in TreeNode node, bool isLeftInner, bool isRightInner)
    {
        int missingGoesLeft = node.MissingGoesRight ? 0 : 1;

        // Plus zero stands for both zeros: minus zero is not above it.
        _threshold = RowBlock.KeyOf(node.Threshold + 0f) + missingGoesLeft;
        _fields = (uint)missingGoesLeft
            | ((uint)node.Feature << FeatureShift)
            | (isLeftInner ? 1u << InnerShift : 0)
            | (isRightInner ? 2u << InnerShift : 0)
            | ((uint)(node.Left >> 1) << PairShift);
    }

    public int Feature => (int)((_fields >> FeatureShift) & (MostFeatures - 1));

    /// <summary>The side of a row: 0 for left, 1 for right.</summary>
    public int SideOf(int key) => unchecked(key + (int)(_fields & 1)) > _threshold ? 1 : 0;

    /// <summary>The node on a side.</summary>
    public int Child(int side) => (int)(2 * (_fields >> PairShift)) + 1 + side;

    /// <summary>1 when the node on a side has children of its own, 0 when it is a leaf.</summary>
    public int IsInner(int side) => (int)((_fields >> (InnerShift + side)) & 1);
}
