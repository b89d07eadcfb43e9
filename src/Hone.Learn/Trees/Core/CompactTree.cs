using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hone.Learn;

/// <summary>
/// A tree in the form in which many rows walk down it. The rows that have not arrived take a few steps each, one row after the other; a processor that reads ahead
/// takes the steps of several rows at once, since none waits for another row's.
/// </summary>
internal sealed class CompactTree
{
    private const int RowsAtOnce = 256;

    private readonly CompactNode[] _nodes;
    private readonly int _width;

    private CompactTree(CompactNode[] nodes, int width)
    {
        _nodes = nodes;
        _width = width;
    }

    /// <summary>A row on its way.</summary>
    private struct Walker
    {
        public int Node;
        public int Row;
    }

    /// <summary>The compact form; null for a tree that does not fit into it.</summary>
    public static CompactTree? Create(Tree tree)
    {
        TreeNode[] nodes = tree.Nodes;
        if (tree.HasCategories || nodes.Length > CompactNode.MostNodes)
        {
            return null;
        }

        var compact = new CompactNode[nodes.Length];
        int width = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            TreeNode node = nodes[i];
            if (tree.IsLeaf(i))
            {
                compact[i] = CompactNode.Leaf(i);
                continue;
            }

            // The walk relies on children that exist.
            bool fits = node.Feature < CompactNode.MostFeatures && (node.Left & 1) == 1 && node.Left > 0 && node.Left + 1 < nodes.Length;
            if (!fits)
            {
                return null;
            }

            width = Math.Max(width, node.Feature + 1);
            compact[i] = CompactNode.Inner(node, !tree.IsLeaf(node.Left), !tree.IsLeaf(node.Left + 1));
        }

        return new CompactTree(compact, width);
    }

    /// <summary>Finds the leaf of each row.</summary>
    /// <param name="keys">[leaves.Length, width].</param>
    /// <param name="width">Columns.</param>
    /// <param name="leaves">Receives the indices of the leaves.</param>
    public void FindLeaves(ReadOnlySpan<int> keys, int width, Span<int> leaves)
    {
        if (_nodes.Length == 1)
        {
            leaves.Clear();
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(width, _width);
        Span<Walker> walkers = stackalloc Walker[RowsAtOnce];
        for (int start = 0; start < leaves.Length; start += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, leaves.Length - start);
            Walk(keys.Slice(start * width, count * width), width, leaves.Slice(start, count), walkers);
        }
    }

    private void Walk(ReadOnlySpan<int> keys, int width, Span<int> leaves, Span<Walker> walkers)
    {
        // No index is checked below: nodes lead to nodes, their columns are below the width, and walkers stand for rows of the keys.
        ref CompactNode nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref int firstKey = ref MemoryMarshal.GetReference(keys);
        ref int firstLeaf = ref MemoryMarshal.GetReference(leaves);
        ref Walker firstWalker = ref MemoryMarshal.GetReference(walkers);
        int count = leaves.Length;
        for (int row = 0; row < count; row++)
        {
            Unsafe.Add(ref firstWalker, row) = new Walker { Row = row };
        }

        while (count > 0)
        {
            int left = 0;
            for (int i = 0; i < count; i++)
            {
                int row = Unsafe.Add(ref firstWalker, i).Row;
                ref int rowKeys = ref Unsafe.Add(ref firstKey, (nint)(row * width));
                int at = Unsafe.Add(ref firstWalker, i).Node;
                at = Unsafe.Add(ref nodes, (nint)(uint)at).Next(ref rowKeys);
                at = Unsafe.Add(ref nodes, (nint)(uint)at).Next(ref rowKeys);
                at = Unsafe.Add(ref nodes, (nint)(uint)at).Next(ref rowKeys);
                ref CompactNode last = ref Unsafe.Add(ref nodes, (nint)(uint)at);
                int side = last.SideOf(ref rowKeys);
                at = last.Child(side);
                Unsafe.Add(ref firstLeaf, row) = at;

                // Who has arrived is written over by the next one.
                ref Walker walker = ref Unsafe.Add(ref firstWalker, left);
                walker.Node = at;
                walker.Row = row;
                left += last.IsInner(side);
            }

            count = left;
        }
    }
}
