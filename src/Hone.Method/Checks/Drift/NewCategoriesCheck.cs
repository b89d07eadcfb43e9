using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Asks whether valid or test hold categories that train does not: warn, with the share of rows, because the model cannot have learned them.</summary>
/// <param name="table">The table.</param>
internal sealed class NewCategoriesCheck(CheckedTable table) : Check
{
    /// <inheritdoc/>
    public override string Id => "split/new-categories";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(table.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        CategoricalColumn[] columns = table.FeatureNames.Select(name => table.Frame[name]).OfType<CategoricalColumn>().ToArray();
        if (columns.Length == 0)
        {
            return CheckResult.NotChecked(Id, "no columns of text");
        }

        Finding[] findings = columns.SelectMany(column => new[] { Part.Valid, Part.Test }.Select(part => Compare(column, part))).OfType<Finding>().ToArray();
        return CheckResult.Of(Id, $"no categories that train lacks in {columns.Length} columns of text (n = {table.Ids.Count})", findings);
    }

    private Finding? Compare(CategoricalColumn column, Part part)
    {
        if (table.PartIndex!.Train.Length == 0)
        {
            return null;
        }

        var known = new bool[column.Levels.Count];
        foreach (int row in table.PartIndex.Train)
        {
            if (column.Codes[row] >= 0)
            {
                known[column.Codes[row]] = true;
            }
        }

        int[] rows = table.PartIndex.Of(part).Where(row => column.Codes[row] >= 0 && !known[column.Codes[row]]).ToArray();
        if (rows.Length == 0)
        {
            return null;
        }

        string[] categories = rows.Select(row => column[row]!).Distinct().Order(StringComparer.Ordinal).ToArray();
        double share = (double)rows.Length / table.PartIndex.Of(part).Length;
        return new Finding
        {
            Id = $"{Id}-{SplitFingerprint.WordOf(part)}",
            Severity = Severity.Warn,
            What = $"'{column.Name}' has {categories.Length} categories in {SplitFingerprint.WordOf(part)} that train lacks, in {rows.Length} rows ({Numbers.Percent(share)})",
            Evidence = CheckText.First(categories),
            N = table.PartIndex.Of(part).Length,
            Threshold = "0 categories",
            HowToFix = "let the encoder have a place for the unknown, or put rare categories together",
            Why = "an encoder fails on a category that it never saw, or calls it something else",
        };
    }
}
