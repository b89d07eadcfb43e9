namespace Hone.Learn;

/// <summary>
/// Trees whose outputs are added: the sum over trees times a scale, plus a baseline. A tree with one number per node in an ensemble of several outputs belongs
/// to the output of its index modulo the number of outputs (boosting with several classes).
/// </summary>
internal sealed class TreeEnsemble
{
    public TreeEnsemble(Tree[] trees, int outputs, double[] baseline, double scale)
    {
        Trees = trees;
        Outputs = outputs;
        Baseline = baseline;
        Scale = scale;
    }

    public Tree[] Trees { get; }

    public int Outputs { get; }

    /// <summary>[outputs].</summary>
    public double[] Baseline { get; }

    public double Scale { get; }

    /// <summary>Sums of trees. A row's numbers are added in the order of the trees, so they depend neither on other rows nor on threads.</summary>
    /// <returns>[rows, outputs].</returns>
    public double[] Raw(TreeData data, TreeWork work)
    {
        var raw = new double[data.Rows * Outputs];
        ForBlocks(data, work, (start, rows) =>
        {
            var leaves = new int[rows.Count];
            Span<double> sums = raw.AsSpan(start * Outputs, rows.Count * Outputs);
            for (int t = 0; t < Trees.Length; t++)
            {
                Trees[t].FindLeaves(rows, leaves);
                Add(t, leaves, sums);
            }

            Finish(sums);
        });
        return raw;
    }

    /// <summary>The leaf of each row in each tree: [rows, trees].</summary>
    public int[] Leaves(TreeData data, TreeWork work)
    {
        var found = new int[data.Rows * Trees.Length];
        ForBlocks(data, work, (start, rows) =>
        {
            var leaves = new int[rows.Count];
            for (int t = 0; t < Trees.Length; t++)
            {
                Trees[t].FindLeaves(rows, leaves);
                for (int i = 0; i < leaves.Length; i++)
                {
                    found[((start + i) * Trees.Length) + t] = leaves[i];
                }
            }
        });
        return found;
    }

    /// <summary>Which output the first number of a tree's nodes adds to.</summary>
    public int OutputOf(int tree) => Trees[tree].Outputs == Outputs ? 0 : tree % Outputs;

    private static void ForBlocks(TreeData data, TreeWork work, Action<int, RowBlock> body)
    {
        int blockRows = RowBlock.RowsFor(data, work);
        work.For((data.Rows + blockRows - 1) / blockRows, block =>
        {
            int start = block * blockRows;
            using var rows = new RowBlock(data, start, Math.Min(blockRows, data.Rows - start));
            body(start, rows);
        });
    }

    private void Add(int t, ReadOnlySpan<int> leaves, Span<double> sums)
    {
        Tree tree = Trees[t];
        double[] values = tree.Values;
        int outputs = Outputs;
        if (tree.Outputs == 1)
        {
            int at = OutputOf(t);
            for (int i = 0; i < leaves.Length; i++)
            {
                sums[at] += values[leaves[i]];
                at += outputs;
            }

            return;
        }

        if (outputs == 2)
        {
            AddPairs(values, leaves, sums);
            return;
        }

        for (int i = 0; i < leaves.Length; i++)
        {
            ReadOnlySpan<double> leaf = values.AsSpan(leaves[i] * outputs, outputs);
            Span<double> sum = sums.Slice(i * outputs, outputs);
            for (int k = 0; k < leaf.Length; k++)
            {
                sum[k] += leaf[k];
            }
        }
    }

    /// <summary>Two classes are the most frequent case.</summary>
    private static void AddPairs(ReadOnlySpan<double> values, ReadOnlySpan<int> leaves, Span<double> sums)
    {
        sums = sums[..(2 * leaves.Length)];
        for (int i = 0; i < leaves.Length; i++)
        {
            int leaf = 2 * leaves[i];
            sums[2 * i] += values[leaf];
            sums[(2 * i) + 1] += values[leaf + 1];
        }
    }

    private void Finish(Span<double> sums)
    {
        for (int start = 0; start < sums.Length; start += Outputs)
        {
            for (int k = 0; k < Outputs; k++)
            {
                sums[start + k] = (sums[start + k] * Scale) + Baseline[k];
            }
        }
    }
}
