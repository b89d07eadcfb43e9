namespace Hone.Learn;

/// <summary>A grown tree: flat arrays, one entry per node, the root first and every child after its parent.</summary>
internal sealed class Tree
{
    // Below so many rows a tree is not brought into its compact form.
    private const int RowsForCompact = 64;

    // For rows without missing values, and for rows with some; a missing form after its making means that the tree does not fit.
    private CompactForm? _whole;
    private CompactForm? _withMissing;

    private sealed record CompactForm(CompactTree? Tree);

    public Tree(TreeNode[] nodes, double[] values, double[] weights, double[] gains, uint[] sets)
    {
        Nodes = nodes;
        Values = values;
        Weights = weights;
        Gains = gains;
        Sets = sets;
        Outputs = values.Length / nodes.Length;
        Depth = DepthOf(nodes);
        HasCategories = sets.Length > 0;
    }

    public TreeNode[] Nodes { get; }

    /// <summary>What each node would predict: [nodes, outputs].</summary>
    public double[] Values { get; }

    /// <summary>Sum of the weights of the training rows in each node: [nodes].</summary>
    public double[] Weights { get; }

    /// <summary>How much the split of a node lowered the criterion, times its weight; 0 in leaves: [nodes].</summary>
    public double[] Gains { get; }

    /// <summary>Sets of categories that go left, as bits.</summary>
    public uint[] Sets { get; }

    /// <summary>Numbers per node.</summary>
    public int Outputs { get; }

    /// <summary>Edges from the root to the deepest leaf.</summary>
    public int Depth { get; }

    public bool HasCategories { get; }

    public int Leaves => (Nodes.Length + 1) / 2;

    public bool IsLeaf(int node) => Nodes[node].Left == node;

    /// <summary>Finds the leaf of each row.</summary>
    /// <param name="rows">Rows of the columns of the fit.</param>
    /// <param name="leaves">Receives the indices of the leaves: [rows].</param>
    public void FindLeaves(RowBlock rows, Span<int> leaves)
    {
        if (rows.Count >= RowsForCompact && Compact(rows) is { } compact)
        {
            compact.FindLeaves(rows.Keys, leaves);
            return;
        }

        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = FindLeaf(rows.Values.Slice(i * rows.Width, rows.Width));
        }
    }

    public int FindLeaf(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<TreeNode> nodes = Nodes;
        int node = 0;
        while (true)
        {
            int next = nodes[node].Next(row, Sets);
            if (next == node)
            {
                return node;
            }

            node = next;
        }
    }

    /// <summary>Adds how much each column lowered the criterion.</summary>
    public void AddGains(Span<double> byFeature)
    {
        for (int node = 0; node < Nodes.Length; node++)
        {
            if (!IsLeaf(node))
            {
                byFeature[Nodes[node].Feature] += Gains[node];
            }
        }
    }

    /// <summary>Made when first asked for. Two threads that ask at once make it twice, and it is the same.</summary>
    private CompactTree? Compact(RowBlock rows)
    {
        CompactForm form = rows.HasMissing
            ? _withMissing ??= new(CompactTree.Create(this, rows.Width, hasMissing: true))
            : _whole ??= new(CompactTree.Create(this, rows.Width, hasMissing: false));
        return form.Tree;
    }

    private static int DepthOf(TreeNode[] nodes)
    {
        // Children come after their parents, so one pass is enough.
        var depths = new int[nodes.Length];
        int deepest = 0;
        for (int node = 0; node < nodes.Length; node++)
        {
            int left = nodes[node].Left;
            if (left != node)
            {
                depths[left] = depths[node] + 1;
                depths[left + 1] = depths[node] + 1;
                deepest = Math.Max(deepest, depths[node] + 1);
            }
        }

        return deepest;
    }
}
