namespace Hone.Method;

/// <summary>A leaf that was found on one half of the items, with what it is on the other half.</summary>
/// <param name="Leaf">The way to it.</param>
/// <param name="Measured">Its items in the half that it was not found on.</param>
/// <param name="Half">All items of that half.</param>
/// <param name="Everywhere">Its items in both halves, which say whether two leaves are nearly the same.</param>
internal sealed record SegmentCandidate(SegmentLeaf Leaf, int[] Measured, int[] Half, HashSet<int> Everywhere);
