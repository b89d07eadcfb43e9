namespace Hone.Learn;

/// <summary>A grown tree: flat arrays, one entry per node, the root first and every child after its parent.</summary>
internal sealed class Tree
{
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
    /// <param name="rows">[leaves.Length, width].</param>
    /// <param name="width">Columns.</param>
    /// <param name="leaves">Receives the indices of the leaves.</param>
    public void FindLeaves(ReadOnlySpan<float> rows, int width, Span<int> leaves)
    {
        int done = HasCategories ? 0 : FindInStep(rows, width, leaves);
        for (int i = done; i < leaves.Length; i++)
        {
            leaves[i] = FindLeaf(rows.Slice(i * width, width));
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

    /// <summary>Four rows walk at once: a step of one need not wait for the memory of another. Returns how many rows are done.</summary>
    private int FindInStep(ReadOnlySpan<float> rows, int width, Span<int> leaves)
    {
        ReadOnlySpan<TreeNode> nodes = Nodes;
        int i = 0;
        for (; i + 4 <= leaves.Length; i += 4)
        {
            ReadOnlySpan<float> row0 = rows.Slice(i * width, width);
            ReadOnlySpan<float> row1 = rows.Slice((i + 1) * width, width);
            ReadOnlySpan<float> row2 = rows.Slice((i + 2) * width, width);
            ReadOnlySpan<float> row3 = rows.Slice((i + 3) * width, width);
            int at0 = 0;
            int at1 = 0;
            int at2 = 0;
            int at3 = 0;
            while (true)
            {
                int next0 = nodes[at0].Next(row0);
                int next1 = nodes[at1].Next(row1);
                int next2 = nodes[at2].Next(row2);
                int next3 = nodes[at3].Next(row3);
                int moved = (next0 ^ at0) | (next1 ^ at1) | (next2 ^ at2) | (next3 ^ at3);
                if (moved == 0)
                {
                    break;
                }

                at0 = next0;
                at1 = next1;
                at2 = next2;
                at3 = next3;
            }

            leaves[i] = at0;
            leaves[i + 1] = at1;
            leaves[i + 2] = at2;
            leaves[i + 3] = at3;
        }

        return i;
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
