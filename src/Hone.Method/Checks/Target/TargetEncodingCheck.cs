using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// Asks whether a number is the mean target of a category, made from the very rows that it stands in: for the training rows, or for all rows, one value for each category that
/// equals (n · mean + m · prior) / (n + m) for one m and one prior. error: chance does not give five equal digits in every category.
/// </summary>
/// <remarks>
/// An encoding made out of fold has several values for a category, one for each fold, and passes. m = 0 is the plain mean; m and prior are found by a
/// line through the points (x, n (x - mean)) of the categories, which all lie on m · prior - m · x.
/// </remarks>
/// <param name="table">The table.</param>
internal sealed class TargetEncodingCheck(CheckedTable table) : Check
{
    private const int FewestCategories = 5;
    private const double Exact = 1e-5;

    /// <inheritdoc/>
    public override string Id => "leak/target-encoding";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (table.Target is null)
        {
            return CheckResult.NotChecked(Id, "no target");
        }

        string[] numbers = [.. table.FeatureNames.Where(name => table.Frame[name].Kind == ColumnKind.Number)];
        string[] categories = [.. table.FeatureNames.Concat(table.Identifiers).Where(name => table.Frame[name].Kind is ColumnKind.Text or ColumnKind.Integer)];
        if (numbers.Length == 0 || categories.Length == 0)
        {
            return CheckResult.NotChecked(Id, $"{numbers.Length} columns of fractions and {categories.Length} of categories: one of each is needed");
        }

        int[] all = table.Target.Known(Enumerable.Range(0, table.Ids.Count));
        int[] train = table.PartIndex is null ? all : table.Target.Known(table.PartIndex.Train);
        var findings = new List<Finding>();
        foreach (string number in numbers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? ofTrain = categories.Select(category => Encoding(number, category, train)).FirstOrDefault(text => text is not null);
            string? ofAll = ofTrain is null && all.Length > train.Length ? categories.Select(category => Encoding(number, category, all)).FirstOrDefault(text => text is not null) : null;
            if ((ofTrain ?? ofAll) is { } encoding)
            {
                findings.Add(New(number, encoding, ofTrain is null ? "all rows, validation and test among them" : "the rows that it stands in", ofTrain is null ? all.Length : train.Length));
            }
        }

        return CheckResult.Of(Id, $"{numbers.Length} columns of fractions, none the mean target of one of {categories.Length} columns of categories (n = {train.Length})", findings);
    }

    /// <summary>How the number follows from the category, in words; null when it does not.</summary>
    private string? Encoding(string number, string category, int[] asked)
    {
        double[] values = table.Feature(number).Values;
        double[] codes = table.Feature(category).Values;
        var rows = new Dictionary<double, (double Value, List<int> Rows)>();
        foreach (int row in asked)
        {
            if (double.IsNaN(values[row]) || double.IsNaN(codes[row]))
            {
                return null;
            }

            if (!rows.TryGetValue(codes[row], out (double Value, List<int> Rows) level))
            {
                level = (values[row], []);
                rows.Add(codes[row], level);
            }

            // Several values for one category: made out of fold, or from something else.
            if (Math.Abs(level.Value - values[row]) > Exact * Math.Max(1, Math.Abs(level.Value)))
            {
                return null;
            }

            level.Rows.Add(row);
        }

        // A category for each row says nothing about means.
        if (rows.Count < FewestCategories || rows.Count > asked.Length / 2)
        {
            return null;
        }

        foreach ((string name, Func<int, double> target) in Targets())
        {
            (double X, double N, double Mean)[] levels = [.. rows.Values.Select(level => (level.Value, (double)level.Rows.Count, level.Rows.Average(target)))];
            if (Smoothing(levels) is { } m)
            {
                return $"the mean of {name} for each value of '{category}'{(m > Exact ? $", smoothed with m = {CheckText.Number(m)}" : "")}";
            }
        }

        return null;
    }

    /// <summary>The target as numbers: itself, or one indicator for each class.</summary>
    private IEnumerable<(string Name, Func<int, double> Value)> Targets()
    {
        CheckTarget target = table.Target!;
        if (!target.IsClasses)
        {
            return [(target.Name, row => target.Numbers[row])];
        }

        return Enumerable.Range(0, target.Classes.Count)
            .Select(label => ($"{target.Name} = '{target.Classes[label]}'", (Func<int, double>)(row => target.Codes[row] == label ? 1 : 0)));
    }

    /// <summary>The m of (n · mean + m · prior) / (n + m) when all categories follow it, 0 for the plain mean; null when they do not.</summary>
    private static double? Smoothing((double X, double N, double Mean)[] levels)
    {
        double spread = levels.Max(level => level.X) - levels.Min(level => level.X);
        if (spread <= Exact)
        {
            return null;
        }

        if (levels.All(level => Math.Abs(level.X - level.Mean) <= Exact * spread))
        {
            return 0;
        }

        // n (x - mean) = m · prior - m · x: a line through all categories, falling.
        double middle = levels.Average(level => level.X);
        double height = levels.Average(level => level.N * (level.X - level.Mean));
        double slope = levels.Sum(level => (level.X - middle) * ((level.N * (level.X - level.Mean)) - height)) / levels.Sum(level => (level.X - middle) * (level.X - middle));
        bool fits = slope < 0 && levels.All(level => Math.Abs((level.N * (level.X - level.Mean)) - height - (slope * (level.X - middle))) <= Exact * level.N * spread);
        return fits ? -slope : null;
    }

    private Finding New(string number, string encoding, string madeFrom, int n) => new()
    {
        Id = Id,
        Severity = Severity.Error,
        What = $"'{number}' is {encoding}, made from {madeFrom}",
        Evidence = $"one value for each category, equal to five digits (n = {n} rows)",
        N = n,
        Threshold = "an encoding out of fold, which has a value for each category and fold",
        HowToFix = "encode each training row from the other folds, and rows of validation and test from all training rows",
        Why = "a row that helps to make its own feature tells its target, most of all in rare categories",
    };
}
