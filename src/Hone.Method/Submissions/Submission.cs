using System.Text;

namespace Hone.Method;

/// <summary>Makes submissions in the form of a sample.</summary>
public static class Submission
{
    /// <summary>
    /// A submission of zeros, ready on day one: it shows that ids, columns and form are right before there is a model. Where the sample has names of classes or probabilities with
    /// sum 1 its own values are taken, because 0 is none.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <returns>The file, UTF-8, which passes <see cref="SubmissionValidator"/>.</returns>
    public static byte[] Zeros(SubmissionSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        bool keepsValues = sample.Form == SubmissionForm.ClassName || (sample.Form == SubmissionForm.Probability && sample.TargetColumns.Count > 1);
        return Write(sample, row => keepsValues ? sample.Values[row] : Enumerable.Repeat("0", sample.TargetColumns.Count));
    }

    /// <summary>A submission from predictions for the test items, in the order of the sample.</summary>
    /// <param name="predictions">The predictions, in any order.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="classNames">The name or number of each class, for samples with names, or with numbers that do not count from 0.</param>
    /// <exception cref="SubmissionException">Items of the sample have no prediction, or the outputs do not fit the columns.</exception>
    public static byte[] From(UnlabelledPredictions predictions, SubmissionSample sample, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(sample);
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int item = 0; item < predictions.Ids.Count; item++)
        {
            positions[predictions.Ids[item]] = item;
        }

        string[] missing = [.. sample.Ids.Where(id => !positions.ContainsKey(id))];
        if (missing.Length > 0)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                $"a prediction for each of the {sample.Ids.Count} ids of the sample",
                $"{sample.Ids.Count - missing.Length} of them; missing {string.Join(", ", missing.Take(3).Select(id => $"'{id}'"))}",
                "the predictions for the test items",
                "predict the whole test file, with the ids of its id column");
        }

        RequireFit(predictions, sample, classNames);
        RequireNumbers(predictions, sample, classNames);
        return Write(sample, row => Fields(predictions.OutputsOf(positions[sample.Ids[row]]).ToArray(), sample, classNames));
    }

    /// <summary>A submission of a run with test predictions, or of the fold ensemble of a recipe.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">A recipe with out-of-fold predictions, or a run as <see cref="RunStore.Find"/> understands it.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="classNames">
    /// The name or number of each class, for samples with names, or with numbers that do not count from 0; null takes the classes of the project's data where the sample has names.
    /// </param>
    /// <exception cref="SubmissionException">The predictions do not fit the sample.</exception>
    /// <exception cref="RunException">There is no such run, or it has no <c>preds/test.csv</c>.</exception>
    /// <exception cref="EnsembleException">A fold of the recipe is missing.</exception>
    public static SubmissionRequest Of(Project project, string name, SubmissionSample sample, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(sample);
        if (classNames is null && sample.Form == SubmissionForm.ClassName && project.Data.HasData)
        {
            IReadOnlyList<string> known = project.Data.Load().ClassNames;
            classNames = known.Count > 0 ? known : null;
        }

        OutOfFoldStore store = OutOfFoldStore.Of(project);
        if (!store.Recipes.Contains(name))
        {
            StoredRun run = project.Runs.Find(name);
            return new SubmissionRequest { Content = From(UnlabelledPredictions.Of(run), sample, classNames), Run = run };
        }

        OutOfFoldSet set = store.Open(name);
        byte[] content = From(set.FoldEnsemble(), sample, classNames);
        OutOfFoldScore score = set.Score(ScoreMetric.Named(project.Charter.Metric));
        return new SubmissionRequest
        {
            Content = content,
            Name = name,
            SplitFingerprint = set.SplitFingerprint,
            Local = new MetricSummary
            {
                Last = score.Score!.Value,
                Best = score.Score.Value,
                N = score.Folds.Sum(fold => fold.N),
                Low = score.Interval!.Low,
                High = score.Interval.High,
            },
        };
    }

    private static void RequireFit(UnlabelledPredictions predictions, SubmissionSample sample, IReadOnlyList<string>? classNames)
    {
        int columns = sample.TargetColumns.Count;
        int outputs = predictions.OutputCount;
        bool fits = sample.Form switch
        {
            SubmissionForm.Value => outputs == columns,
            SubmissionForm.Probability => outputs == columns || (columns == 1 && outputs == 2),
            SubmissionForm.ClassName => columns == 1 && classNames is not null && classNames.Count == Math.Max(2, outputs),
            _ => columns == 1 && (classNames is null || classNames.Count == Math.Max(2, outputs)),
        };
        if (!fits)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                sample.Form == SubmissionForm.ClassName ? $"one column and the names of {Math.Max(2, outputs)} classes" : $"outputs that fit {columns} {(columns == 1 ? "column" : "columns")} of the form {sample.Form}",
                $"{outputs} outputs for each item, {columns} columns ({string.Join(", ", sample.TargetColumns.Take(3))}), {classNames?.Count ?? 0} names of classes",
                "the sample submission",
                sample.Form == SubmissionForm.ClassName ? "name the classes with --classes a,b,c in the order of the outputs" : "say what the columns hold with --form value, class or probability");
        }
    }

    // Classes are counted from 0 inside; a sample that counts from 1 would take every answer for its neighbor.
    private static void RequireNumbers(UnlabelledPredictions predictions, SubmissionSample sample, IReadOnlyList<string>? classNames)
    {
        if (sample.Form != SubmissionForm.ClassNumber || classNames is not null || predictions.OutputCount < 2)
        {
            return;
        }

        double[] numbers = [.. sample.Values.Select(row => SubmissionSample.TryNumber(row[0], out double value) ? value : 0)];
        int wrong = Array.FindIndex(numbers, number => number < 0 || number >= predictions.OutputCount);
        if (wrong >= 0)
        {
            throw new SubmissionException(
                ExitCode.BadInput,
                $"a sample with the classes 0 to {predictions.OutputCount - 1}, as the outputs are counted",
                $"class {Numbers.Plain(numbers[wrong])}",
                $"the sample, row {wrong + 2}",
                "say what the outputs stand for with --classes, such as 1,2,3");
        }
    }

    private static IEnumerable<string> Fields(float[] outputs, SubmissionSample sample, IReadOnlyList<string>? classNames) => sample.Form switch
    {
        SubmissionForm.ClassNumber when classNames is null && outputs.Length == 1 && outputs[0] is not (>= 0 and <= 1) => [Numbers.Plain(Math.Round(outputs[0]))],
        SubmissionForm.ClassNumber => [classNames?[MetricFormulas.ClassOf(outputs)] ?? Numbers.Plain(MetricFormulas.ClassOf(outputs))],
        SubmissionForm.ClassName => [classNames![MetricFormulas.ClassOf(outputs)]],
        SubmissionForm.Probability when sample.TargetColumns.Count == 1 => [Numbers.Plain(outputs[^1])],
        _ => outputs.Select(Numbers.Plain),
    };

    private static byte[] Write(SubmissionSample sample, Func<int, IEnumerable<string>> fields)
    {
        var text = new StringBuilder();
        CsvRows.Append(text, [sample.IdColumn, .. sample.TargetColumns]);
        for (int row = 0; row < sample.Ids.Count; row++)
        {
            CsvRows.Append(text, [sample.Ids[row], .. fields(row)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
