using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>What a person reaches: a few validation items are labelled by hand, and scored as a model is. The file is <c>notes/human.csv</c> (id, label).</summary>
public static class HumanBaseline
{
    private const string Header = "id,label";

    /// <summary>Writes the file with items to label, drawn by the hash of their ids.</summary>
    /// <param name="project">The project.</param>
    /// <param name="task">The data.</param>
    /// <param name="count">How many, 1 or more; 50 is a good hour.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="BaselineException">The file is there already, or the number is none.</exception>
    public static string Prepare(Project project, LadderTask task, int count, ulong seed = 42)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(task);
        string path = PathOf(project);
        if (File.Exists(path) || count < 1 || task.Kind == LadderKind.Masks || task.ValidTargets.Count != task.ValidIds.Count)
        {
            throw new BaselineException(
                ExitCode.Usage,
                "a number of items from 1, no file yet, and items with one label",
                $"{count} items of kind {task.Kind}{(File.Exists(path) ? ", and a file that is there already" : "")}",
                path,
                "fill in the labels and run hone baseline; remove the file to begin anew");
        }

        int[] drawn = new IdHash(seed, "human").Shuffle(Enumerable.Range(0, task.ValidIds.Count), task.ValidIds);
        var text = new StringBuilder(Header).Append('\n');
        foreach (int item in drawn.Take(count))
        {
            CsvRows.Append(text, [task.ValidIds[item], ""]);
        }

        ProjectFile.WriteText(path, text.ToString());
        return path;
    }

    /// <summary>Scores the labels that were typed; null where there is no file.</summary>
    /// <exception cref="BaselineException">A row is malformed, names no validation item, or its label is no class; the message has the row.</exception>
    internal static LadderRow? Score(Project project, LadderTask task, ScoreMetric metric)
    {
        string path = PathOf(project);
        if (!File.Exists(path) || task.ValidTargets.Count != task.ValidIds.Count)
        {
            return null;
        }

        var positions = task.ValidIds.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);
        string[] lines = File.ReadAllLines(path);
        var ids = new List<string>();
        var targets = new List<double>();
        var outputs = new List<float>();
        int width = task.ClassNames.Count;
        for (int row = 1; row < lines.Length; row++)
        {
            List<string>? fields = CsvRows.Parse(lines[row]);
            if (fields is not { Count: 2 } || !positions.TryGetValue(fields[0], out int item))
            {
                throw Malformed(path, row + 1, "id and label of a validation item", $"'{lines[row]}'");
            }

            string label = fields[1].Trim();
            if (label.Length == 0)
            {
                continue;
            }

            ids.Add(fields[0]);
            targets.Add(task.ValidTargets[item]);
            outputs.AddRange(OutputsOf(task, width, label, path, row + 1));
        }

        var empty = new LadderRow { Name = "human", Description = "labels typed by hand", IsTrivial = false, Outcome = CheckOutcome.NotChecked };
        if (ids.Count == 0)
        {
            return empty with { Reason = $"0 of {lines.Length - 1} labels are typed in {path}" };
        }

        var predictions = new RunPredictions(ids, targets, [.. outputs]);
        (double score, Interval interval) = MetricBootstrap.Score(metric, predictions);
        return empty with { Outcome = CheckOutcome.Pass, Score = score, Interval = interval, N = ids.Count };
    }

    private static float[] OutputsOf(LadderTask task, int width, string label, string path, int row)
    {
        if (width == 0)
        {
            return float.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? [value] : throw Malformed(path, row, "a number", $"'{label}'");
        }

        int code = task.ClassNames.ToList().IndexOf(label);
        return code >= 0
            ? [.. Enumerable.Range(0, width).Select(c => c == code ? 0.98f : 0.02f / (width - 1))]
            : throw Malformed(path, row, $"one of the classes {string.Join(", ", task.ClassNames.Take(8))}", $"'{label}'");
    }

    private static string PathOf(Project project) => Path.Combine(project.Directory, "notes", "human.csv");

    private static BaselineException Malformed(string path, int row, string expected, string got) =>
        new(ExitCode.BadInput, expected, got, $"{path}, row {row}", "correct the row, or leave its label empty");
}
