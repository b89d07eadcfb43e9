using System.Buffers;

namespace Hone.Learn;

/// <summary>
/// Trees whose outputs are added: the sum over trees times a scale, plus a baseline. A tree with one number per node in an ensemble of several outputs belongs
/// to the output of its index modulo the number of outputs (boosting with several classes).
/// </summary>
internal sealed class TreeEnsemble
{
    private const int ChunkRows = 256;

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
        int chunks = (data.Rows + ChunkRows - 1) / ChunkRows;
        work.For(chunks, chunk =>
        {
            int start = chunk * ChunkRows;
            int count = Math.Min(ChunkRows, data.Rows - start);
            float[] rows = ArrayPool<float>.Shared.Rent(count * data.Columns);
            data.CopyRows(start, count, rows);
            Span<int> leaves = stackalloc int[ChunkRows];
            leaves = leaves[..count];
            Span<double> sums = raw.AsSpan(start * Outputs, count * Outputs);
            for (int t = 0; t < Trees.Length; t++)
            {
                Trees[t].FindLeaves(rows, data.Columns, leaves);
                Add(t, leaves, sums);
            }

            Finish(sums);
            ArrayPool<float>.Shared.Return(rows);
        });
        return raw;
    }

    /// <summary>The leaf of each row in each tree: [rows, trees].</summary>
    public int[] Leaves(TreeData data, TreeWork work)
    {
        var found = new int[data.Rows * Trees.Length];
        int chunks = (data.Rows + ChunkRows - 1) / ChunkRows;
        work.For(chunks, chunk =>
        {
            int start = chunk * ChunkRows;
            int count = Math.Min(ChunkRows, data.Rows - start);
            float[] rows = ArrayPool<float>.Shared.Rent(count * data.Columns);
            data.CopyRows(start, count, rows);
            Span<int> leaves = stackalloc int[ChunkRows];
            leaves = leaves[..count];
            for (int t = 0; t < Trees.Length; t++)
            {
                Trees[t].FindLeaves(rows, data.Columns, leaves);
                for (int i = 0; i < count; i++)
                {
                    found[((start + i) * Trees.Length) + t] = leaves[i];
                }
            }

            ArrayPool<float>.Shared.Return(rows);
        });
        return found;
    }

    /// <summary>Which output the first number of a tree's nodes adds to.</summary>
    public int OutputOf(int tree) => Trees[tree].Outputs == Outputs ? 0 : tree % Outputs;

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
