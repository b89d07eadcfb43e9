namespace Hone.Learn;

/// <summary>
/// Why each row got its prediction: a bias that all rows share, and one number per column that says how far the splits on it moved the prediction. Bias and
/// contributions of a row add up to its prediction.
/// </summary>
/// <remarks>
/// A split moves the mean of a node to the mean of the child that the row falls into, and the column of the split is given the difference; forests take the mean over
/// trees, boosting the sum. For boosted classes the numbers are log-odds (two classes) or logits before the softmax, not probabilities. Source: the decomposition
/// of Saabas's treeinterpreter. Columns that say the same share their contribution as chance would have it.
/// </remarks>
public sealed class TreeContributions
{
    private readonly double[] _values;

    private TreeContributions(int rows, int features, int outputs, double[] bias, double[] values)
    {
        Rows = rows;
        Features = features;
        Outputs = outputs;
        Bias = bias;
        _values = values;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Features { get; }

    /// <summary>Numbers per row: classes, or 1 for numbers and for boosting with two classes.</summary>
    public int Outputs { get; }

    /// <summary>What a row that was never split would be given: [outputs].</summary>
    public IReadOnlyList<double> Bias { get; }

    /// <summary>How far one column moved one output of one row.</summary>
    public double this[int row, int feature, int output] => _values[(((row * Features) + feature) * Outputs) + output];

    /// <summary>Explains rows.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="data">Rows with the columns of the fit.</param>
    /// <param name="options">Threads and cancellation; weights and progress are not used.</param>
    /// <exception cref="HoneDataException">The number of columns differs.</exception>
    public static TreeContributions Of(TreeModel model, TreeData data, TreeFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.RequireColumns(data);
        TreeEnsemble ensemble = model.Ensemble;
        int outputs = ensemble.Outputs;
        double[] bias = (double[])ensemble.Baseline.Clone();
        for (int t = 0; t < ensemble.Trees.Length; t++)
        {
            Tree tree = ensemble.Trees[t];
            for (int k = 0; k < tree.Outputs; k++)
            {
                bias[ensemble.OutputOf(t) + k] += tree.Values[k] * ensemble.Scale;
            }
        }

        var values = new double[data.Rows * data.Columns * outputs];
        new TreeWork(options).For(data.Rows, row =>
        {
            var features = new float[data.Columns];
            data.CopyRows(row, 1, features);
            Span<double> own = values.AsSpan(row * data.Columns * outputs, data.Columns * outputs);
            for (int t = 0; t < ensemble.Trees.Length; t++)
            {
                Walk(ensemble, t, features, own);
            }
        });
        return new TreeContributions(data.Rows, data.Columns, outputs, bias, values);
    }

    private static void Walk(TreeEnsemble ensemble, int t, ReadOnlySpan<float> row, Span<double> values)
    {
        Tree tree = ensemble.Trees[t];
        int first = ensemble.OutputOf(t);
        int node = 0;
        while (!tree.IsLeaf(node))
        {
            int child = tree.Nodes[node].Next(row, tree.Sets);
            Span<double> own = values.Slice((tree.Nodes[node].Feature * ensemble.Outputs) + first, tree.Outputs);
            for (int k = 0; k < own.Length; k++)
            {
                own[k] += (tree.Values[(child * tree.Outputs) + k] - tree.Values[(node * tree.Outputs) + k]) * ensemble.Scale;
            }

            node = child;
        }
    }
}
