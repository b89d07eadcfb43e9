using System.Security.Cryptography;

namespace Hone.Method;

/// <summary>Holds a submission against the sample, rule by rule, with rows: what the server answers with "400 Bad Request" and no reason.</summary>
public static class SubmissionValidator
{
    /// <summary>The largest file that is accepted unless told: 100 MiB. The page of a competition says what holds there.</summary>
    public const long MaxBytes = 100L << 20;

    internal const double SumTolerance = 1e-3;

    /// <summary>Checks a file.</summary>
    /// <param name="path">The submission.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="maxBytes">The largest size.</param>
    /// <exception cref="SubmissionException">The file cannot be read at all.</exception>
    public static SubmissionReport Validate(string path, SubmissionSample sample, long maxBytes = MaxBytes) =>
        Validate(SubmissionTable.ReadBytes(path, "a submission that can be read"), sample, maxBytes);

    internal static SubmissionReport Validate(byte[] bytes, SubmissionSample sample, long maxBytes)
    {
        ArgumentNullException.ThrowIfNull(sample);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (bytes.Length == 0 || bytes.LongLength > maxBytes)
        {
            var size = new SubmissionProblem(SubmissionRule.Size, 1, $"1 to {maxBytes} bytes", [new SubmissionOffender(0, $"{bytes.Length} bytes")]);
            return new SubmissionReport(hash, bytes.Length, 0, [size]);
        }

        SubmissionTable table = SubmissionTable.Parse(bytes);
        var problems = new List<SubmissionProblem>(table.Problems);
        string[] columns = [sample.IdColumn, .. sample.TargetColumns];
        if (!table.Header.SequenceEqual(columns))
        {
            problems.Add(new SubmissionProblem(SubmissionRule.Columns, 1, $"the columns {string.Join(",", columns)}", [new SubmissionOffender(1, string.Join(",", table.Header))]));
        }

        if (table.Rows.Count != sample.Ids.Count)
        {
            problems.Add(new SubmissionProblem(SubmissionRule.RowCount, 1, $"{sample.Ids.Count} rows", [new SubmissionOffender(0, $"{table.Rows.Count} rows")]));
        }

        CheckIds(table, sample, problems);
        CheckValues(table, sample, problems);
        return new SubmissionReport(hash, bytes.Length, table.Rows.Count, problems);
    }

    private static void CheckIds(SubmissionTable table, SubmissionSample sample, List<SubmissionProblem> problems)
    {
        var expected = sample.Ids.ToHashSet(StringComparer.Ordinal);
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<SubmissionOffender>();
        var moved = new List<SubmissionOffender>();
        for (int row = 0; row < table.Rows.Count; row++)
        {
            string id = table.Rows[row].Count > 0 ? table.Rows[row][0] : "";
            if (!expected.Contains(id))
            {
                wrong.Add(new SubmissionOffender(row + 2, $"id '{id}' is not in the sample"));
            }
            else if (!rows.TryAdd(id, row))
            {
                wrong.Add(new SubmissionOffender(row + 2, $"id '{id}' again, after row {rows[id] + 2}"));
            }
            else if (row < sample.Ids.Count && sample.Ids[row] != id)
            {
                moved.Add(new SubmissionOffender(row + 2, $"id '{id}' in the place of '{sample.Ids[row]}'"));
            }
        }

        string[] missing = [.. sample.Ids.Where(id => !rows.ContainsKey(id))];
        wrong.AddRange(missing.Select(id => new SubmissionOffender(0, $"id '{id}' is missing")));
        Add(problems, SubmissionRule.Ids, wrong, $"the {sample.Ids.Count} ids of the sample, each once");

        // Where ids are wrong the order cannot be right: one cause, one finding.
        if (wrong.Count == 0)
        {
            Add(problems, SubmissionRule.Order, moved, "the order of the sample");
        }
    }

    private static void CheckValues(SubmissionTable table, SubmissionSample sample, List<SubmissionProblem> problems)
    {
        var missing = new List<SubmissionOffender>();
        var types = new List<SubmissionOffender>();
        var ranges = new List<SubmissionOffender>();
        var sums = new List<SubmissionOffender>();
        int count = sample.TargetColumns.Count;
        for (int row = 0; row < table.Rows.Count; row++)
        {
            IReadOnlyList<string> fields = table.Rows[row];
            if (fields.Count != count + 1)
            {
                continue;
            }

            double sum = 0;
            for (int column = 0; column < count; column++)
            {
                sum += Value(fields[column + 1], row + 2, sample.TargetColumns[column], sample.Form, missing, types, ranges);
            }

            if (sample.Form == SubmissionForm.Probability && count > 1 && Math.Abs(sum - 1) > SumTolerance)
            {
                sums.Add(new SubmissionOffender(row + 2, $"sum {Numbers.Plain(Math.Round(sum, 6))}"));
            }
        }

        Add(problems, SubmissionRule.Missing, missing, "a value in every field");
        Add(problems, SubmissionRule.Types, types, TypeWord(sample.Form));
        Add(problems, SubmissionRule.Range, ranges, "probabilities from 0 to 1");
        Add(problems, SubmissionRule.ProbabilitySum, sums, $"probabilities with sum 1 within {Numbers.Plain(SumTolerance)}");
    }

    private static double Value(
        string field, int row, string column, SubmissionForm form, List<SubmissionOffender> missing, List<SubmissionOffender> types, List<SubmissionOffender> ranges)
    {
        string text = field.Trim();
        bool isNumber = SubmissionSample.TryNumber(text, out double value);
        if (text.Length == 0 || (isNumber && !double.IsFinite(value)) || (!isNumber && text.ToLowerInvariant() is ("na" or "null" or "none" or "inf" or "-inf")))
        {
            missing.Add(new SubmissionOffender(row, $"'{field}' in {column}"));
            return 0;
        }

        if (form == SubmissionForm.ClassName)
        {
            return 0;
        }

        if (!isNumber || (form == SubmissionForm.ClassNumber && value != Math.Floor(value)))
        {
            types.Add(new SubmissionOffender(row, $"'{field}' in {column}"));
            return 0;
        }

        if (form == SubmissionForm.Probability && value is not (>= 0 and <= 1))
        {
            ranges.Add(new SubmissionOffender(row, $"{field} in {column}"));
        }

        return value;
    }

    private static string TypeWord(SubmissionForm form) => form == SubmissionForm.ClassNumber ? "whole numbers, as in the sample" : "numbers, as in the sample";

    private static void Add(List<SubmissionProblem> problems, SubmissionRule rule, List<SubmissionOffender> offenders, string expected)
    {
        if (offenders.Count > 0)
        {
            problems.Add(new SubmissionProblem(rule, offenders.Count, expected, [.. offenders.Take(SubmissionProblem.Shown)]));
        }
    }
}
