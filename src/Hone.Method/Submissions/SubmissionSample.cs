using System.Globalization;

namespace Hone.Method;

/// <summary>The sample of a competition: which ids, which columns, which kind of values.</summary>
public sealed class SubmissionSample
{
    private SubmissionSample(string idColumn, IReadOnlyList<string> targetColumns, IReadOnlyList<string> ids, SubmissionForm form, IReadOnlyList<IReadOnlyList<string>> values)
    {
        IdColumn = idColumn;
        TargetColumns = targetColumns;
        Ids = ids;
        Form = form;
        Values = values;
    }

    /// <summary>The first column.</summary>
    public string IdColumn { get; }

    /// <summary>The other columns.</summary>
    public IReadOnlyList<string> TargetColumns { get; }

    /// <summary>The ids in the order of the sample.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>What the target columns hold, as far as the sample shows it.</summary>
    public SubmissionForm Form { get; }

    /// <summary>The target fields of each row.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Values { get; }

    /// <summary>Reads a sample.</summary>
    /// <param name="path">The file, such as <c>sample_submission.csv</c>.</param>
    /// <param name="form">What the target columns hold; by default what the sample shows: words are names of classes, whole numbers are classes, rows with sum 1 and columns
    /// within 0 to 1 are probabilities, anything else is a value. A sample of zeros does not show that probabilities are wanted.</param>
    /// <exception cref="SubmissionException">The file cannot be read, has no target column or no rows, or an id occurs twice.</exception>
    public static SubmissionSample Read(string path, SubmissionForm? form = null)
    {
        SubmissionTable table = SubmissionTable.Parse(SubmissionTable.ReadBytes(path, "the sample submission of the competition, or --id and --target columns to make one"));
        SubmissionProblem? damaged = table.Problems.FirstOrDefault(problem => problem.Rule != SubmissionRule.Encoding);
        if (table.Header.Count < 2 || table.Rows.Count == 0 || damaged is not null)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                "a sample with an id column, at least one target column and at least one row",
                damaged?.ToString() ?? $"{table.Header.Count} columns ({string.Join(", ", table.Header.Take(3))}), {table.Rows.Count} rows",
                path,
                "name the sample of the competition with --sample, or the test file with --id and --target");
        }

        IReadOnlyList<string>[] values = [.. table.Rows.Select(row => row.Skip(1).ToArray())];
        return Of(path, table.Header[0], [.. table.Header.Skip(1)], [.. table.Rows.Select(row => row[0])], form ?? FormOf(values), values);
    }

    /// <summary>Makes a sample where the competition gives none: the ids of the test file, and zeros.</summary>
    /// <param name="testPath">The test file, a CSV.</param>
    /// <param name="idColumn">Its id column.</param>
    /// <param name="targetColumns">The columns that are asked for.</param>
    /// <param name="form">What they hold.</param>
    /// <exception cref="SubmissionException">The file cannot be read, has no such column, or an id occurs twice.</exception>
    public static SubmissionSample FromTest(string testPath, string idColumn, IReadOnlyList<string> targetColumns, SubmissionForm form = SubmissionForm.Value)
    {
        SubmissionTable table = SubmissionTable.Parse(SubmissionTable.ReadBytes(testPath, "the test file of the competition"));
        int column = table.Header.ToList().IndexOf(idColumn);
        bool isWhole = table.Problems.All(problem => problem.Rule == SubmissionRule.Encoding);
        if (column < 0 || targetColumns.Count == 0 || table.Rows.Count == 0 || !isWhole)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                "a test file with the id column, and at least one target column",
                $"columns {string.Join(", ", table.Header.Take(8))}; {table.Rows.Count} rows; targets {string.Join(", ", targetColumns)}; id '{idColumn}'{(isWhole ? "" : $"; {table.Problems[0]}")}",
                testPath,
                "name the id column with --id and the asked columns with --target");
        }

        IReadOnlyList<string>[] values = [.. table.Rows.Select(_ => Enumerable.Repeat("0", targetColumns.Count).ToArray())];
        return Of(testPath, idColumn, targetColumns, [.. table.Rows.Select(row => row[column])], form, values);
    }

    /// <summary>Makes a sample where there is no competition: the test items of a frozen split, with the columns that the project predicts.</summary>
    /// <param name="project">The project with its data.</param>
    /// <param name="split">The frozen split.</param>
    /// <exception cref="SubmissionException">The split has no test part, or the target is no column, as for masks.</exception>
    public static SubmissionSample FromSplit(Project project, FrozenSplit split)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(split);
        ProjectDataset data = project.Data.Load();
        string[] ids = [.. split.Split.TestIndices.Select(index => split.Split.Ids[index])];
        if (ids.Length == 0 || data.Targets.Count == 0)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                "a split with a test part, and a target of at least one column",
                $"{ids.Length} test items, {data.Targets.Count} target columns of data of kind {data.Kind}",
                $"split '{split.Name}'",
                "make a split with --test, or name the sample of the competition with --sample");
        }

        // Zeros would be no name of a class: a sample of classes names the first.
        string value = data.IsClassification ? data.ClassNames[0] : "0";
        IReadOnlyList<string>[] values = [.. ids.Select(_ => Enumerable.Repeat(value, data.Targets.Count).ToArray())];
        return Of($"split '{split.Name}'", "id", data.Targets, ids, data.IsClassification ? SubmissionForm.ClassName : SubmissionForm.Value, values);
    }

    /// <summary>Finds the sample of a project: the CSV below <c>data/raw</c> whose name has "submission" in it.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="SubmissionException">There is none, or there are several.</exception>
    public static string Find(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        string folder = Path.Combine(project.Directory, "data", "raw");
        string[] found = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path).Contains("submission", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)]
            : [];
        return found.Length == 1
            ? found[0]
            : throw new SubmissionException(
                ExitCode.BadInput,
                "one sample submission (a CSV with 'submission' in its name)",
                found.Length == 0 ? "none" : $"{found.Length}: {string.Join(", ", found.Take(3).Select(path => Path.GetRelativePath(project.Directory, path)))}",
                folder,
                "name it with --sample, or where the competition gives none: --test FILE --id COLUMN --target COLUMN; without a competition: --split NAME");
    }

    internal static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static SubmissionSample Of(
        string path, string idColumn, IReadOnlyList<string> targets, IReadOnlyList<string> ids, SubmissionForm form, IReadOnlyList<IReadOnlyList<string>> values)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int row = 0; row < ids.Count; row++)
        {
            if (!rows.TryAdd(ids[row], row))
            {
                throw new SubmissionException(
                    ExitCode.BadInput, $"ids in '{idColumn}' that occur once", $"'{ids[row]}' twice", $"{path}, rows {rows[ids[row]] + 2} and {row + 2}", "look at the file: ids must name one row each");
            }
        }

        return new SubmissionSample(idColumn, targets, ids, form, values);
    }

    private static SubmissionForm FormOf(IReadOnlyList<string>[] values)
    {
        double[][] numbers = [.. values.Select(row => row.Select(field => TryNumber(field, out double value) ? value : double.NaN).ToArray())];
        if (numbers.Any(row => row.Any(double.IsNaN)))
        {
            return SubmissionForm.ClassName;
        }

        bool areShares = numbers.All(row => row.All(value => value is >= 0 and <= 1));
        bool areSums = numbers[0].Length > 1 && numbers.All(row => Math.Abs(row.Sum() - 1) <= SubmissionValidator.SumTolerance);
        bool areWhole = numbers.All(row => row.All(value => value == Math.Floor(value)));
        return areShares && (areSums || (!areWhole && numbers[0].Length == 1))
            ? SubmissionForm.Probability
            : areWhole && numbers[0].Length == 1 ? SubmissionForm.ClassNumber : SubmissionForm.Value;
    }
}
