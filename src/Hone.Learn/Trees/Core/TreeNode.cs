using System.Runtime.InteropServices;

namespace Hone.Learn;

/// <summary>
/// One node in 16 bytes, so that it never straddles two cache lines. The right child follows the left one. A leaf is its own left child and sends every value
/// left, so a walk that goes on too long stays where it is and several rows can walk in step.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal readonly struct TreeNode
{
    private const int MissingRightBit = 30;
    private const int FeatureMask = (1 << MissingRightBit) - 1;

    private readonly int _feature;
    private readonly float _threshold;
    private readonly int _left;

    private TreeNode(int feature, float threshold, int left)
    {
        _feature = feature;
        _threshold = threshold;
        _left = left;
    }

    /// <summary>The column that is compared.</summary>
    public int Feature => _feature & FeatureMask;

    /// <summary>Values up to this one go left.</summary>
    public float Threshold => _threshold;

    /// <summary>Index of the left child; the right one follows it.</summary>
    public int Left => _left;

    /// <summary>Whether the split asks for a set of categories.</summary>
    public bool IsCategorical => _feature < 0;

    /// <summary>Where missing values go.</summary>
    public bool MissingGoesRight => ((_feature >> MissingRightBit) & 1) != 0;

    /// <summary>For categorical splits: where the set begins in the tree's words; its first word is the number of words that follow.</summary>
    public int SetStart => BitConverter.SingleToInt32Bits(_threshold);

    public static TreeNode Leaf(int self) => new(0, float.PositiveInfinity, self);

    public static TreeNode Split(int feature, float threshold, bool missingGoesRight, int left) =>
        new(feature | (missingGoesRight ? 1 << MissingRightBit : 0), threshold, left);

    public static TreeNode SplitCategories(int feature, int setStart, bool missingGoesRight, int left) =>
        new(feature | int.MinValue | (missingGoesRight ? 1 << MissingRightBit : 0), BitConverter.Int32BitsToSingle(setStart), left);

    /// <summary>The next node of a row in a tree without categorical splits.</summary>
    public int Next(ReadOnlySpan<float> row)
    {
        float x = row[_feature & FeatureMask];
        int isGreater = x > _threshold ? 1 : 0;
        int isMissing = float.IsNaN(x) ? 1 : 0;
        return _left + (isGreater | (isMissing & (_feature >> MissingRightBit)));
    }

    /// <summary>The next node of a row in any tree.</summary>
    public int Next(ReadOnlySpan<float> row, ReadOnlySpan<uint> sets)
    {
        if (!IsCategorical)
        {
            return Next(row);
        }

        float x = row[Feature];
        int start = SetStart;
        bool isKnown = x >= 0 && x < sets[start] * 32f;
        if (!isKnown)
        {
            return _left + (MissingGoesRight ? 1 : 0);
        }

        int code = (int)x;
        uint word = sets[start + 1 + (code >> 5)];
        return _left + (int)(~(word >> (code & 31)) & 1);
    }
}
