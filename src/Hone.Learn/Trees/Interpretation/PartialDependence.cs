namespace Hone.Learn;

/// <summary>How the mean prediction changes with one column while all others keep their values.</summary>
public sealed class PartialDependence
{
    private PartialDependence(int feature, string name, float[] grid, int outputs, int rows, double[] averages, double[]? individual)
    {
        Feature = feature;
        Name = name;
        Grid = grid;
        Outputs = outputs;
        Rows = rows;
        Averages = averages;
        Individual = individual;
    }

    /// <summary>The column.</summary>
    public int Feature { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Values that were tried, ascending; codes for a categorical column.</summary>
    public IReadOnlyList<float> Grid { get; }

    /// <summary>Numbers per prediction: classes, or 1.</summary>
    public int Outputs { get; }

    /// <summary>Rows that the means are over.</summary>
    public int Rows { get; }

    /// <summary>Mean prediction or probability: [grid, outputs].</summary>
    public IReadOnlyList<double> Averages { get; }

    /// <summary>Predictions of each row: [rows, grid, outputs]; null unless <see cref="PartialDependenceOptions.KeepRows"/> asked for them.</summary>
    public IReadOnlyList<double>? Individual { get; }

    /// <summary>Measures a column: each of its values is given to all rows in turn.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="data">Rows to average over, best those of a validation set.</param>
    /// <param name="feature">The column, from 0.</param>
    /// <param name="options">How finely, and over which rows.</param>
    /// <exception cref="HoneDataException">The number of columns differs, there is no such column, or it has no value.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    public static PartialDependence Of(TreeModel model, TreeData data, int feature, PartialDependenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        model.RequireColumns(data);
        Check(data, feature, options);
        TreeData rows = data;
        if (data.Rows > options.MaxRows)
        {
            int[] drawn = new RandomStream(options.Seed, "partial dependence").Permutation(data.Rows)[..options.MaxRows];
            Array.Sort(drawn);
            rows = data.Take(drawn);
        }

        float[] grid = GridOf(data, feature, options);
        double[] averages = [];
        double[]? individual = null;
        int outputs = 1;
        var column = new float[rows.Rows];
        for (int g = 0; g < grid.Length; g++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            Array.Fill(column, grid[g]);
            double[] response = model.Response(rows.With(feature, column));
            if (g == 0)
            {
                outputs = response.Length / rows.Rows;
                averages = new double[grid.Length * outputs];
                individual = options.KeepRows ? new double[response.Length * grid.Length] : null;
            }

            for (int i = 0; i < response.Length; i++)
            {
                int output = i % outputs;
                averages[(g * outputs) + output] += response[i] / rows.Rows;
                if (individual is not null)
                {
                    individual[((((i / outputs) * grid.Length) + g) * outputs) + output] = response[i];
                }
            }
        }

        return new PartialDependence(feature, data.Names[feature], grid, outputs, rows.Rows, averages, individual);
    }

    /// <summary>All values in the middle part of the rows, or evenly spaced quantiles of them.</summary>
    private static float[] GridOf(TreeData data, int feature, PartialDependenceOptions options)
    {
        float[] sorted = [.. data.Column(feature).ToArray().Where(value => !float.IsNaN(value))];
        if (sorted.Length == 0)
        {
            throw new HoneDataException("A column with values.", $"{data.Rows} rows, all of them missing", $"column \"{data.Names[feature]}\"", "leave the column out");
        }

        Array.Sort(sorted);
        float[] distinct = [.. sorted.Distinct()];
        if (distinct.Length <= options.Points || data.IsCategorical(feature))
        {
            return distinct;
        }

        double margin = (1 - options.Coverage) / 2;
        IEnumerable<float> quantiles = Enumerable.Range(0, options.Points)
            .Select(i => margin + (options.Coverage * i / (options.Points - 1)))
            .Select(quantile => sorted[(int)Math.Round(quantile * (sorted.Length - 1))]);
        return [.. quantiles.Distinct()];
    }

    private static void Check(TreeData data, int feature, PartialDependenceOptions options)
    {
        if ((uint)feature >= (uint)data.Columns)
        {
            throw new HoneDataException($"A column from 0 to {data.Columns - 1}.", $"{feature}", "PartialDependence.Of", "columns count from 0");
        }

        if (options.Points < 2 || options.MaxRows < 1 || options.Coverage is not (> 0 and <= 1))
        {
            throw new HoneException(
                "At least 2 points, at least 1 row, and a coverage above 0 and at most 1.",
                FormattableString.Invariant($"{options.Points} points, {options.MaxRows} rows, coverage {options.Coverage}"),
                nameof(PartialDependenceOptions),
                "leave them at their defaults");
        }
    }
}
