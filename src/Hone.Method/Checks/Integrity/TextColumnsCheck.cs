using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// Looks at columns of text: two or more spellings of "no value" (warn above 1), a rare mix of numbers and words (1 to 10% of either), values of nothing but
/// punctuation (warn above 0.1%), and spellings of one word that differ in case, blanks or punctuation (warn).
/// </summary>
/// <param name="table">The table.</param>
internal sealed class TextColumnsCheck(CheckedTable table) : Check
{
    private const double LeastMix = 0.01;
    private const double MostMix = 0.1;
    private const double MostSpecial = 0.001;

    private static readonly HashSet<string> NoValue = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "--", ".", "?", "na", "n/a", "#n/a", "nan", "null", "nil", "none", "missing", "unknown", "undefined", "(null)", "<na>",
    };

    /// <inheritdoc/>
    public override string Id => "data/text-columns";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        CategoricalColumn[] columns = table.FeatureNames.Select(name => table.Frame[name]).OfType<CategoricalColumn>().ToArray();
        if (columns.Length == 0)
        {
            return CheckResult.NotChecked(Id, "no columns of text");
        }

        var findings = new List<Finding>();
        foreach (CategoricalColumn column in columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Look(findings, column);
        }

        return CheckResult.Of(Id, $"{columns.Length} columns of text: one spelling of each word, no mixed types (n = {table.Ids.Count})", findings);
    }

    private void Look(List<Finding> findings, CategoricalColumn column)
    {
        long[] counts = new long[column.Levels.Count];
        foreach (int code in column.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        int[] levels = Enumerable.Range(0, counts.Length).Where(level => counts[level] > 0).ToArray();
        double n = counts.Sum();
        if (n == 0)
        {
            return;
        }

        // Missing values were spelled too, in one of the ways that the reader knows.
        string[] empty = levels.Select(level => column.Levels[level]).Where(word => NoValue.Contains(word.Trim())).ToArray();
        if (empty.Length + (column.MissingCount > 0 ? 1 : 0) > 1)
        {
            Add(findings, column, "nulls", $"'{column.Name}' says \"no value\" in {empty.Length + (column.MissingCount > 0 ? 1 : 0)} ways", string.Join(", ", empty.Take(3).Select(word => $"'{word}'")), "1 spelling", "read all of them as missing");
        }

        long numbers = levels.Where(level => IsNumber(column.Levels[level])).Sum(level => counts[level]);
        double rarer = Math.Min(numbers, n - numbers) / n;
        if (rarer is >= LeastMix and <= MostMix)
        {
            bool wordsAreRare = numbers > n / 2;
            string[] rare = levels.Where(level => IsNumber(column.Levels[level]) != wordsAreRare).Select(level => $"'{column.Levels[level]}'").ToArray();
            Add(findings, column, "mixed-types", $"'{column.Name}' is {Numbers.Percent(rarer)} {(wordsAreRare ? "words among numbers" : "numbers among words")}", CheckText.First(rare), "1 to 10% of the rarer kind", wordsAreRare ? "correct or drop the words, so that the column is read as numbers" : "find out what the numbers mean");
        }

        long special = levels.Where(level => IsSpecial(column.Levels[level])).Sum(level => counts[level]);
        if (special / n > MostSpecial)
        {
            Add(findings, column, "special", $"{special} values of '{column.Name}' are punctuation only ({Numbers.Percent(special / n)})", CheckText.First(levels.Where(level => IsSpecial(column.Levels[level])).Select(level => $"'{column.Levels[level]}'").ToArray()), "0.1%", "read them as missing, or find out what they stand for");
        }

        string[][] variants = levels.Select(level => column.Levels[level]).GroupBy(TextForm.Bare, StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Skip(1).Any()).Select(group => group.ToArray()).ToArray();
        if (variants.Length > 0)
        {
            Add(findings, column, "variants", $"{variants.Length} words of '{column.Name}' are spelled in several ways", string.Join("; ", variants.Take(3).Select(words => string.Join(" = ", words.Take(3).Select(word => $"'{word}'")))), "1 spelling", "bring them to one spelling with Frame.MapText");
        }
    }

    private void Add(List<Finding> findings, CategoricalColumn column, string kind, string what, string evidence, string threshold, string fix) => findings.Add(new Finding
    {
        Id = $"{Id}-{kind}",
        Severity = Severity.Warn,
        What = what,
        Evidence = evidence,
        N = column.Count - column.MissingCount,
        Threshold = threshold,
        HowToFix = fix,
        Why = "a model takes each spelling for a thing of its own",
    });

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);

    private static bool IsSpecial(string text) => text.Length > 0 && !NoValue.Contains(text.Trim()) && !text.Any(char.IsLetterOrDigit);
}
