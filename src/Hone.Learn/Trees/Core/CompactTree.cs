namespace Hone.Learn;

/// <summary>A tree in the form in which many rows walk down it. A list of rows that have not arrived takes one step after the other; no step waits for the one before.</summary>
internal sealed class CompactTree
{
    private const int RowsAtOnce = 256;

    private readonly CompactNode[] _nodes;

    private CompactTree(CompactNode[] nodes) => _nodes = nodes;

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
        for (int i = 0; i < nodes.Length; i++)
        {
            TreeNode node = nodes[i];
            if (tree.IsLeaf(i))
            {
                continue;
            }

            if (node.Feature >= CompactNode.MostFeatures || (node.Left & 1) == 0)
            {
                return null;
            }

            compact[i] = new CompactNode(node, !tree.IsLeaf(node.Left), !tree.IsLeaf(node.Left + 1));
        }

        return new CompactTree(compact);
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

        Span<Walker> walkers = stackalloc Walker[RowsAtOnce];
        for (int start = 0; start < leaves.Length; start += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, leaves.Length - start);
            Walk(keys.Slice(start * width, count * width), width, leaves.Slice(start, count), walkers);
        }
    }

    private void Walk(ReadOnlySpan<int> keys, int width, Span<int> leaves, Span<Walker> walkers)
    {
        CompactNode[] nodes = _nodes;
        walkers = walkers[..leaves.Length];
        for (int row = 0; row < walkers.Length; row++)
        {
            walkers[row] = new Walker { Row = row };
        }

        while (walkers.Length > 0)
        {
            int left = 0;
            for (int i = 0; i < walkers.Length; i++)
            {
                int row = walkers[i].Row;
                CompactNode node = nodes[walkers[i].Node];
                int side = node.SideOf(keys[(row * width) + node.Feature]);
                int next = node.Child(side);
                leaves[row] = next;

                // Who has arrived is written over by the next one.
                walkers[left].Node = next;
                walkers[left].Row = row;
                left += node.IsInner(side);
            }

            walkers = walkers[..left];
        }
    }
}
