using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Adds, for categorical columns, the mean target of each category as a number: for columns with very many categories.</summary>
/// <remarks>
/// encoding = (sum of targets of the category + smoothing prior) / (count + smoothing), with the mean target as prior; unseen categories get the prior. A training row never sees its own target:
/// its encoding comes from the other folds alone. All other rows get the encoding of all training rows. The target is one number, or one category of two, the later one in their order counting as 1.
/// Source: Micci-Barreca 2001; folds as in scikit-learn's <c>TargetEncoder</c>.
/// </remarks>
public sealed class TargetEncoding : TabularProc
{
    private readonly IReadOnlyList<string> _columns;
    private readonly int _folds;
    private readonly double _smoothing;
    private readonly long _seed;

    /// <summary>Stores the options.</summary>
    /// <param name="columns">Categorical columns.</param>
    /// <param name="folds">Parts of the training rows; 5.</param>
    /// <param name="smoothing">Rows that the prior weighs as much as; 10.</param>
    /// <param name="seed">Decides which row falls into which fold.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, or the smoothing is negative.</exception>
    public TargetEncoding(IReadOnlyList<string> columns, int folds = 5, double smoothing = 10, long seed = 42)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(smoothing);
        _columns = [.. columns];
        _folds = folds;
        _smoothing = smoothing;
        _seed = seed;
    }

    /// <inheritdoc/>
    public override FittedProc Fit(Frame train, TabularNames names)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(names);
        double[] targets = Targets(train, names);
        int[] order = new RandomStream(_seed, "target-encoding").Permutation(train.RowCount);
        var folds = new int[train.RowCount];
        for (int i = 0; i < order.Length; i++)
        {
            folds[order[i]] = i % _folds;
        }

        var encodings = new List<FittedTargetEncoding.Encoding>();
        foreach (string name in _columns)
        {
            int[] first = ColumnLevels.Representatives(train[name], out int[] codes);
            var values = new double[train.RowCount];
            for (int fold = 0; fold < _folds; fold++)
            {
                CategoryMeans others = CategoryMeans.Of(codes, targets, first.Length, row => folds[row] != fold, _smoothing);
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = folds[row] == fold ? others[codes[row]] : values[row];
                }
            }

            CategoryMeans all = CategoryMeans.Of(codes, targets, first.Length, _ => true, _smoothing);
            var means = new Dictionary<string, double>(StringComparer.Ordinal);
            for (int code = 1; code < first.Length; code++)
            {
                if (first[code] >= 0)
                {
                    means.Add(train[name].TextAt(first[code])!, all[code]);
                }
            }

            encodings.Add(new FittedTargetEncoding.Encoding(name, means, all[0], all.Prior, values));
        }

        TabularNames after = names with { Continuous = [.. names.Continuous, .. _columns.Select(FittedTargetEncoding.Result)] };
        return new FittedTargetEncoding(after, encodings);
    }

    /// <summary>Name and columns.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{nameof(TargetEncoding)}({string.Join(", ", _columns)})";

    private static double[] Targets(Frame train, TabularNames names)
    {
        if (names.Targets.Count != 1)
        {
            throw new HoneDataException("Target encoding needs one target.", $"{names.Targets.Count} targets", nameof(TargetEncoding), "leave this step out");
        }

        FrameColumn target = train[names.Targets[0]];
        if (target.Kind != ColumnKind.Text)
        {
            return [.. Enumerable.Range(0, target.Count).Select(target.NumberAt)];
        }

        string[] levels = ColumnLevels.Sorted(target);
        if (levels.Length != 2)
        {
            throw new HoneDataException("Target encoding needs a number, or a category of two.", $"{levels.Length} categories in {target.Name}", nameof(TargetEncoding), "leave this step out");
        }

        return [.. Enumerable.Range(0, target.Count).Select(row => target.TextAt(row) == levels[1] ? 1.0 : 0.0)];
    }
}
