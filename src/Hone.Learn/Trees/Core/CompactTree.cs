using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hone.Learn;

/// <summary>
/// A tree in the form in which many rows walk down it. Eight rows take each step together: none waits for another one's node, so a processor fetches the eight nodes at
/// once. After some steps the rows that have arrived are left out.
/// </summary>
internal sealed class CompactTree
{
    private const int RowsAtOnce = 256;
    private const int InStep = 8;

    private readonly CompactNode[] _nodes;
    private readonly int _keyColumns;

    private CompactTree(CompactNode[] nodes, int keyColumns)
    {
        _nodes = nodes;
        _keyColumns = keyColumns;
    }

    /// <summary>A row on its way.</summary>
    private struct Walker
    {
        public int Node;
        public int Row;
    }

    /// <summary>The compact form; null for a tree that does not fit into it.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="hasMissing">Whether the keys are those of rows with missing values: a second copy of the columns has them below all others.</param>
    public static CompactTree? Create(Tree tree, int columns, bool hasMissing)
    {
        TreeNode[] nodes = tree.Nodes;
        int keyColumns = hasMissing ? 2 * columns : columns;
        if (tree.HasCategories || nodes.Length > CompactNode.MostNodes || keyColumns > CompactNode.MostColumns)
        {
            return null;
        }

        var compact = new CompactNode[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            TreeNode node = nodes[i];
            if (tree.IsLeaf(i))
            {
                compact[i] = CompactNode.Leaf(i);
                continue;
            }

            // The walk relies on children and columns that exist.
            if (node.Left <= 0 || node.Left + 1 >= nodes.Length || node.Feature >= columns)
            {
                return null;
            }

            int column = hasMissing && !node.MissingGoesRight ? columns + node.Feature : node.Feature;
            compact[i] = CompactNode.Inner(node, column, !tree.IsLeaf(node.Left), !tree.IsLeaf(node.Left + 1));
        }

        return new CompactTree(compact, keyColumns);
    }

    /// <summary>Finds the leaf of each row.</summary>
    /// <param name="keys">The keys of the rows: [leaves.Length, key columns].</param>
    /// <param name="leaves">Receives the indices of the leaves.</param>
    public void FindLeaves(ReadOnlySpan<int> keys, Span<int> leaves)
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
            Walk(keys.Slice(start * _keyColumns, count * _keyColumns), leaves.Slice(start, count), walkers);
        }
    }

    private void Walk(ReadOnlySpan<int> keys, Span<int> leaves, Span<Walker> walkers)
    {
        // No index is checked below: nodes lead to nodes, their columns are those of the keys, and walkers stand for rows of the keys.
        ref CompactNode nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref int firstKey = ref MemoryMarshal.GetReference(keys);
        ref int firstLeaf = ref MemoryMarshal.GetReference(leaves);
        ref Walker walker = ref MemoryMarshal.GetReference(walkers);
        nint keyColumns = _keyColumns;
        int count = leaves.Length;
        for (int row = 0; row < count; row++)
        {
            walkers[row] = new Walker { Row = row };
        }

        while (count > 0)
        {
            int left = 0;
            int i = 0;
            for (; i <= count - InStep; i += InStep)
            {
                left = EightRows(ref nodes, ref firstKey, keyColumns, ref firstLeaf, ref walker, i, left);
            }

            for (; i < count; i++)
            {
                left = OneRow(ref nodes, ref firstKey, keyColumns, ref firstLeaf, ref walker, i, left);
            }

            count = left;
        }
    }

    /// <summary>Four steps of a row.</summary>
    /// <returns>Where the next row that has not arrived is written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int OneRow(ref CompactNode nodes, ref int firstKey, nint keyColumns, ref int firstLeaf, ref Walker walker, int i, int left)
    {
        int row = Unsafe.Add(ref walker, i).Row;
        ref int keys = ref Unsafe.Add(ref firstKey, row * keyColumns);
        nint at = Unsafe.Add(ref walker, i).Node;
        at = Unsafe.Add(ref nodes, at).Next(ref keys);
        at = Unsafe.Add(ref nodes, at).Next(ref keys);
        at = Unsafe.Add(ref nodes, at).Next(ref keys);
        at = Unsafe.Add(ref nodes, at).Next(ref keys, out int inner);
        return Arrive(row, at, inner, ref firstLeaf, ref walker, left);
    }

    /// <summary>Four steps of eight rows.</summary>
    /// <returns>Where the next row that has not arrived is written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EightRows(ref CompactNode nodes, ref int firstKey, nint keyColumns, ref int firstLeaf, ref Walker walker, int i, int left)
    {
        ref Walker first = ref Unsafe.Add(ref walker, i);
        ref int keys0 = ref Unsafe.Add(ref firstKey, first.Row * keyColumns);
        ref int keys1 = ref Unsafe.Add(ref firstKey, Unsafe.Add(ref first, 1).Row * keyColumns);
        ref int keys2 = ref Unsafe.Add(ref firstKey, Unsafe.Add(ref first, 2).Row * keyColumns);
        ref int keys3 = ref Unsafe.Add(ref firstKey, Unsafe.Add(ref first, 3).Row * keyColumns);
        ref int keys4 = ref Unsafe.Add(ref firstKey, Unsafe.Add(ref first, 4).Row * keyColumns);
        ref int keys5 = ref Unsafe.Add(ref firstKey, Unsafe.Add(ref first, 5).Row * keyColumns);
        ref int keys6 = ref Unsafe.Add(ref firstKey, Unsafe.Add(ref first, 6).Row * keyColumns);
        ref int keys7 = ref Unsafe.Add(ref firstKey, Unsafe.Add(ref first, 7).Row * keyColumns);
        nint at0 = first.Node;
        nint at1 = Unsafe.Add(ref first, 1).Node;
        nint at2 = Unsafe.Add(ref first, 2).Node;
        nint at3 = Unsafe.Add(ref first, 3).Node;
        nint at4 = Unsafe.Add(ref first, 4).Node;
        nint at5 = Unsafe.Add(ref first, 5).Node;
        nint at6 = Unsafe.Add(ref first, 6).Node;
        nint at7 = Unsafe.Add(ref first, 7).Node;
        for (int step = 0; step < 3; step++)
        {
            at0 = Unsafe.Add(ref nodes, at0).Next(ref keys0);
            at1 = Unsafe.Add(ref nodes, at1).Next(ref keys1);
            at2 = Unsafe.Add(ref nodes, at2).Next(ref keys2);
            at3 = Unsafe.Add(ref nodes, at3).Next(ref keys3);
            at4 = Unsafe.Add(ref nodes, at4).Next(ref keys4);
            at5 = Unsafe.Add(ref nodes, at5).Next(ref keys5);
            at6 = Unsafe.Add(ref nodes, at6).Next(ref keys6);
            at7 = Unsafe.Add(ref nodes, at7).Next(ref keys7);
        }

        at0 = Unsafe.Add(ref nodes, at0).Next(ref keys0, out int inner0);
        at1 = Unsafe.Add(ref nodes, at1).Next(ref keys1, out int inner1);
        at2 = Unsafe.Add(ref nodes, at2).Next(ref keys2, out int inner2);
        at3 = Unsafe.Add(ref nodes, at3).Next(ref keys3, out int inner3);
        at4 = Unsafe.Add(ref nodes, at4).Next(ref keys4, out int inner4);
        at5 = Unsafe.Add(ref nodes, at5).Next(ref keys5, out int inner5);
        at6 = Unsafe.Add(ref nodes, at6).Next(ref keys6, out int inner6);
        at7 = Unsafe.Add(ref nodes, at7).Next(ref keys7, out int inner7);

        // Who stays behind is written over walkers that have been read: never more of them than that.
        int row1 = Unsafe.Add(ref first, 1).Row;
        int row2 = Unsafe.Add(ref first, 2).Row;
        int row3 = Unsafe.Add(ref first, 3).Row;
        int row4 = Unsafe.Add(ref first, 4).Row;
        int row5 = Unsafe.Add(ref first, 5).Row;
        int row6 = Unsafe.Add(ref first, 6).Row;
        int row7 = Unsafe.Add(ref first, 7).Row;
        left = Arrive(first.Row, at0, inner0, ref firstLeaf, ref walker, left);
        left = Arrive(row1, at1, inner1, ref firstLeaf, ref walker, left);
        left = Arrive(row2, at2, inner2, ref firstLeaf, ref walker, left);
        left = Arrive(row3, at3, inner3, ref firstLeaf, ref walker, left);
        left = Arrive(row4, at4, inner4, ref firstLeaf, ref walker, left);
        left = Arrive(row5, at5, inner5, ref firstLeaf, ref walker, left);
        left = Arrive(row6, at6, inner6, ref firstLeaf, ref walker, left);
        return Arrive(row7, at7, inner7, ref firstLeaf, ref walker, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Arrive(int row, nint at, int inner, ref int firstLeaf, ref Walker walker, int left)
    {
        Unsafe.Add(ref firstLeaf, row) = (int)at;

        // A row that has arrived is written over by the next one.
        ref Walker next = ref Unsafe.Add(ref walker, left);
        next.Node = (int)at;
        next.Row = row;
        return left + inner;
    }
}
