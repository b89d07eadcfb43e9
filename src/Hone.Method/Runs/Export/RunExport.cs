using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hone.Method;

/// <summary>Writes runs in the forms of other tools. A pure function of the runs: exporting again gives the same files.</summary>
public static class RunExport
{
    private const string Experiment = "0";

    // MLflow's numbers.
    private const int Running = 1;
    private const int Finished = 3;
    private const int Failed = 4;
    private const int Killed = 5;

    /// <summary>Writes TensorBoard event files: one folder a run with its curves, its parameters and its summary as text.</summary>
    /// <param name="runs">The runs; damaged ones are left out.</param>
    /// <param name="directory">Where the folders go, as in <c>tensorboard --logdir DIRECTORY</c>.</param>
    /// <returns>How many runs were written.</returns>
    /// <exception cref="StorageException">A file cannot be read or written.</exception>
    public static int ToTensorBoard(IReadOnlyList<StoredRun> runs, string directory)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        int written = 0;
        foreach (StoredRun run in runs)
        {
            if (run.Record is { } record)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{record.Started.ToUnixTimeSeconds()}.{record.Process.Host}.{record.Process.Pid}.hone");
                ProjectFile.WriteBytes(Path.Combine(directory, run.Id, name), EventsOf(run, record));
                written++;
            }
        }

        return written;
    }

    /// <summary>Writes MLflow's file layout (<c>mlruns</c>), which <c>mlflow ui</c> and <c>mlflow migrate-filestore</c> read.</summary>
    /// <param name="runs">The runs; damaged ones are left out.</param>
    /// <param name="directory">The folder to be named as tracking store, such as <c>mlruns</c>.</param>
    /// <param name="experiment">The name of the experiment that the runs go into.</param>
    /// <returns>How many runs were written.</returns>
    /// <remarks>The id of an MLflow run is made from the id of the run. Metrics keep their steps and times; a row of MLflow's is time in milliseconds, value, step.</remarks>
    /// <exception cref="StorageException">A file cannot be read or written.</exception>
    public static int ToMlflow(IReadOnlyList<StoredRun> runs, string directory, string experiment)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentException.ThrowIfNullOrWhiteSpace(experiment);
        string root = Path.Combine(Path.GetFullPath(directory), Experiment);
        StoredRun[] whole = [.. runs.Where(run => run.Record is not null)];
        long first = whole.Length == 0 ? 0 : whole.Min(run => run.Record!.Started.ToUnixTimeMilliseconds());
        ProjectFile.WriteText(
            Path.Combine(root, "meta.yaml"),
            $"artifact_location: {Yaml(new Uri(root).AbsoluteUri)}\ncreation_time: {first}\nexperiment_id: '{Experiment}'\nlast_update_time: {first}\nlifecycle_stage: active\nname: {Yaml(experiment)}\n");
        foreach (StoredRun run in whole)
        {
            WriteMlflow(run, run.Record!, root);
        }

        return whole.Length;
    }

    private static byte[] EventsOf(StoredRun run, RunRecord record)
    {
        double started = Seconds(record.Started);
        var events = new EventFile(started);
        events.Hyperparameters(started, AllParams(record), record.Ended is null ? null : run.Status == RunStatus.Completed, record.Ended is { } ended ? Seconds(ended) : null);
        events.Text(started, "run", TextOf(run, record));
        foreach (MetricRow row in RowsOf(run, record))
        {
            foreach (KeyValuePair<string, double> value in row.Values)
            {
                events.Scalar(started + row.Seconds, row.Step, value.Key, value.Value);
            }
        }

        return events.ToArray();
    }

    /// <summary>The logged rows, and behind them what was measured once at the end and logged in none: the scores of rungs, trees and blends.</summary>
    private static IReadOnlyList<MetricRow> RowsOf(StoredRun run, RunRecord record)
    {
        IReadOnlyList<MetricRow> rows = run.ReadMetrics().Rows;
        HashSet<string> logged = [.. rows.SelectMany(row => row.Values.Keys)];
        Dictionary<string, double> atEnd = record.Summary.Where(metric => !logged.Contains(metric.Key)).ToDictionary(metric => metric.Key, metric => metric.Value.Last);
        if (atEnd.Count == 0)
        {
            return rows;
        }

        MetricRow? last = rows.Count == 0 ? null : rows[^1];
        double seconds = record.Ended is { } ended ? (ended - record.Started).TotalSeconds : last?.Seconds ?? 0;
        return [.. rows, new MetricRow(seconds, last?.Step ?? 0, record.Epoch, atEnd)];
    }

    /// <summary>The run as a Markdown table.</summary>
    private static string TextOf(StoredRun run, RunRecord record)
    {
        var text = new StringBuilder("| | |\n|-|-|\n");
        void Row(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append("| ").Append(name).Append(" | ").Append(value.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
            }
        }

        Row("id", run.Id);
        Row("name", record.Name);
        Row("status", run.Status.ToString().ToLowerInvariant());
        Row("problem", run.Problem);
        Row("split", record.Split?.Fingerprint);
        Row("subset", Numbers.Percent(record.Subset));
        Row("command", record.Command);
        Row("verdict", record.Verdict is { } verdict ? $"{verdict.Outcome.ToString().ToLowerInvariant()}: {verdict.Reason}" : null);
        return text.ToString();
    }

    private static void WriteMlflow(StoredRun run, RunRecord record, string root)
    {
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.Id)))[..32];
        string folder = Path.Combine(root, id);
        int status = run.Status switch
        {
            RunStatus.Completed => Finished,
            RunStatus.Failed => Failed,
            RunStatus.Stopped => Killed,
            _ => Running,
        };
        string end = record.Ended is { } ended ? ended.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "null";
        var meta = new StringBuilder();
        meta.Append(CultureInfo.InvariantCulture, $"artifact_uri: {Yaml(new Uri(Path.Combine(folder, "artifacts")).AbsoluteUri)}\nend_time: {end}\nentry_point_name: ''\n");
        meta.Append(CultureInfo.InvariantCulture, $"experiment_id: '{Experiment}'\nlifecycle_stage: active\nrun_id: '{id}'\nrun_name: {Yaml(record.Name)}\nrun_uuid: '{id}'\n");
        meta.Append(CultureInfo.InvariantCulture, $"source_name: ''\nsource_type: 4\nsource_version: ''\nstart_time: {record.Started.ToUnixTimeMilliseconds()}\nstatus: {status}\ntags: []\nuser_id: hone\n");
        foreach (KeyValuePair<string, string> parameter in AllParams(record))
        {
            ProjectFile.WriteText(Inside(folder, "params", parameter.Key), parameter.Value);
        }

        foreach ((string name, string? value) in TagsOf(run, record))
        {
            if (!string.IsNullOrEmpty(value))
            {
                ProjectFile.WriteText(Inside(folder, "tags", name), value);
            }
        }

        var lines = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        long started = record.Started.ToUnixTimeMilliseconds();
        foreach (MetricRow row in RowsOf(run, record))
        {
            foreach (KeyValuePair<string, double> value in row.Values)
            {
                StringBuilder file = lines.TryGetValue(value.Key, out StringBuilder? known) ? known : lines[value.Key] = new StringBuilder();
                file.Append(CultureInfo.InvariantCulture, $"{started + (long)(row.Seconds * 1000)} {PythonNumber(value.Value)} {row.Step}\n");
            }
        }

        foreach (KeyValuePair<string, StringBuilder> file in lines)
        {
            ProjectFile.WriteText(Inside(folder, "metrics", file.Key), file.Value.ToString());
        }

        // Last: MLflow sees a run when it has this file.
        System.IO.Directory.CreateDirectory(Path.Combine(folder, "artifacts"));
        ProjectFile.WriteText(Path.Combine(folder, "meta.yaml"), meta.ToString());
    }

    private static IEnumerable<(string Name, string? Value)> TagsOf(StoredRun run, RunRecord record) =>
    [
        ("mlflow.runName", record.Name),
        ("mlflow.source.git.commit", record.Git?.Commit),
        ("hone.run", run.Id),
        ("hone.split", record.Split?.Fingerprint),
        ("hone.subset", Numbers.Plain(record.Subset)),
        ("hone.verdict", record.Verdict?.Outcome.ToString().ToLowerInvariant()),
        ("hone.tags", string.Join(", ", record.Tags)),
        ("mlflow.note.content", record.Notes ?? record.Verdict?.Learned),
    ];

    private static Dictionary<string, string> AllParams(RunRecord record) => new(record.Params, StringComparer.Ordinal)
    {
        ["seed"] = record.Seed.ToString(CultureInfo.InvariantCulture),
        ["subset"] = Numbers.Plain(record.Subset),
    };

    /// <summary>A file for a name; '/' makes folders, as in MLflow, and nothing leads out of them.</summary>
    private static string Inside(string folder, string kind, string name)
    {
        string[] parts = [.. name.Split('/', '\\').Select(part => part is "" or "." or ".." ? "_" : string.Concat(part.Select(letter => char.IsAsciiLetterOrDigit(letter) || "_-. ".Contains(letter) ? letter : '_')))];
        return Path.Combine([folder, kind, .. parts]);
    }

    private static string PythonNumber(double value) => double.IsNaN(value) ? "nan" : double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf" : Numbers.Plain(value);

    // Single quotes are YAML's plainest: only they themselves are doubled.
    private static string Yaml(string text) => $"'{text.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;
}
