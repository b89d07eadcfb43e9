namespace Hone.Learn;

/// <summary>A fitted model made of trees: a decision tree, a forest or boosted trees. It never changes, and any thread may use it.</summary>
public abstract class TreeModel
{
    private protected TreeModel(TreeEnsemble ensemble, IReadOnlyList<string> featureNames)
    {
        Ensemble = ensemble;
        FeatureNames = featureNames;
        FeatureImportances = Importances(ensemble, featureNames.Count);
    }

    /// <summary>Names of the columns that the model was fitted on; data to predict has the same number in the same order.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Number of trees.</summary>
    public int TreeCount => Ensemble.Trees.Length;

    /// <summary>Number of leaves of all trees.</summary>
    public int LeafCount => Ensemble.Trees.Sum(tree => tree.Leaves);

    /// <summary>Edges from the root to the deepest leaf of any tree.</summary>
    public int Depth => Ensemble.Trees.Length == 0 ? 0 : Ensemble.Trees.Max(tree => tree.Depth);

    /// <summary>
    /// How much the splits on each column lowered the criterion, weighted by rows; sums to 1, or is all 0 when nothing was split.
    /// </summary>
    /// <remarks>
    /// In single trees and forests each tree's gains are brought to a sum of 1 and averaged over the trees that split at all, as in scikit-learn; in boosting the gains of all trees are added.
    /// Measured on training rows, so columns with many distinct values look better than they are: <c>PermutationImportance</c> does not have that fault.
    /// </remarks>
    public IReadOnlyList<double> FeatureImportances { get; }

    /// <summary>The trees.</summary>
    internal TreeEnsemble Ensemble { get; }

    /// <summary>The name under which the model is saved.</summary>
    internal abstract TreeModelKind Kind { get; }

    /// <summary>The leaf that each row falls into in each tree, numbered within its tree.</summary>
    /// <param name="data">Rows with the columns of the fit.</param>
    /// <returns>[rows, trees].</returns>
    /// <exception cref="HoneDataException">The number of columns differs.</exception>
    public int[] Apply(TreeData data)
    {
        RequireColumns(data);
        return Ensemble.Leaves(data, new TreeWork(null));
    }

    /// <summary>Writes the model to a <c>.hone</c> file: a zip archive with <c>model.json</c> and <c>trees.safetensors</c>, data and no code.</summary>
    /// <param name="path">The file; a crash leaves the old one or the new one.</param>
    public void Save(string path) => TreeFile.Write(path, this);

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file. Nothing in it is executed, and everything is checked before it is used.</param>
    /// <returns>The model, of the class that was saved.</returns>
    /// <exception cref="HoneFormatException">The file is no model of trees, or is damaged.</exception>
    /// <exception cref="HoneDataException">The file cannot be read.</exception>
    public static TreeModel Load(string path) => TreeFile.Read(path);

    /// <summary>What pictures and tables show for rows: [rows, outputs] numbers or probabilities.</summary>
    internal abstract double[] Response(TreeData data);

    /// <summary>Sums of trees: [rows, outputs].</summary>
    private protected double[] Raw(TreeData data)
    {
        RequireColumns(data);
        return Ensemble.Raw(data, new TreeWork(null));
    }

    internal void RequireColumns(TreeData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Columns != FeatureNames.Count)
        {
            throw new HoneDataException(
                $"Rows of {FeatureNames.Count} columns, as in the fit: {string.Join(", ", FeatureNames.Take(5))}{(FeatureNames.Count > 5 ? ", ..." : "")}.",
                $"{data.Columns} columns: {string.Join(", ", data.Names.Take(5))}{(data.Columns > 5 ? ", ..." : "")}",
                GetType().Name,
                "give the same columns in the same order");
        }
    }

    private static double[] Importances(TreeEnsemble ensemble, int features)
    {
        var sum = new double[features];
        var one = new double[features];
        bool isBoosting = ensemble.Scale == 1 && ensemble.Trees.Length > 1;
        foreach (Tree tree in ensemble.Trees)
        {
            Array.Clear(one);
            tree.AddGains(one);
            double total = one.Sum();
            if (total <= 0)
            {
                continue;
            }

            for (int f = 0; f < features; f++)
            {
                sum[f] += isBoosting ? one[f] : one[f] / total;
            }
        }

        double all = sum.Sum();
        return all > 0 ? [.. sum.Select(value => value / all)] : sum;
    }
}
