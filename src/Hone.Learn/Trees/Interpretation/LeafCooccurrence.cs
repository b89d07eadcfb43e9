namespace Hone.Learn;

/// <summary>How alike a forest finds rows: the share of trees in which two rows fall into the same leaf (Breiman's proximity).</summary>
public static class LeafCooccurrence
{
    /// <summary>Compares every row with every other.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="rows">Rows with the columns of the fit; memory grows with the square of their number.</param>
    /// <param name="options">Threads and cancellation; weights and progress are not used.</param>
    /// <returns>[rows, rows], from 0 to 1, symmetric, 1 on the diagonal.</returns>
    /// <exception cref="HoneDataException">The number of columns differs, or there are more than 20,000 rows.</exception>
    public static float[] Matrix(TreeModel model, TreeData rows, TreeFitOptions? options = null)
    {
        const int MostRows = 20_000;
        ArgumentNullException.ThrowIfNull(model);
        model.RequireColumns(rows);
        int count = rows.Rows;
        if (count > MostRows)
        {
            throw new HoneDataException($"At most {MostRows} rows to compare with each other.", $"{count} rows, {(long)count * count} pairs", "LeafCooccurrence.Matrix", "take a random part of the rows with TreeData.Take");
        }

        var work = new TreeWork(options);
        int trees = model.TreeCount;
        int[] leaves = model.Ensemble.Leaves(rows, work);
        var shares = new float[count * count];
        work.For(count, i =>
        {
            ReadOnlySpan<int> own = leaves.AsSpan(i * trees, trees);
            for (int j = 0; j < count; j++)
            {
                ReadOnlySpan<int> other = leaves.AsSpan(j * trees, trees);
                int same = 0;
                for (int t = 0; t < own.Length; t++)
                {
                    same += own[t] == other[t] ? 1 : 0;
                }

                shares[(i * count) + j] = (float)same / trees;
            }
        });
        return shares;
    }
}
