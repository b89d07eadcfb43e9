using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Hone.Learn;

namespace Hone.Method;

/// <summary>What the program of a recipe prints: plain lines, and one live line where somebody looks. Every line of a run on a subset carries its label.</summary>
internal sealed class RecipeConsole : RecipeObserver
{
    private const int Column = 9;

    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly bool _isLive;
    private readonly Lock _gate = new();
    private string _label = "";
    private string? _runId;
    private string _live = "";
    private bool _hasHeader;
    private string[] _metrics = [];
    private long _lastLive;

    public RecipeConsole(TextWriter output, TextWriter error, bool isLive)
    {
        _out = output;
        _error = error;
        _isLive = isLive;
    }

    /// <summary>Whether one JSON object is all that is printed.</summary>
    public bool IsJson { get; set; }

    /// <summary>Whether a run that begins is told how to write a hypothesis down.</summary>
    public bool AsksForHypothesis { get; set; }

    public static ExitCode CodeOf(HoneException error) => error switch
    {
        MethodException method => method.ExitCode,
        HoneFormatException or HoneDataException => ExitCode.BadInput,
        _ => ExitCode.Findings,
    };

    public override void Began(RunRecord run, string items)
    {
        _label = run.Subset == 1 ? "" : Numbers.Percent(run.Subset);
        _hasHeader = false;
        _runId = run.Id;
        Line("run", $"{run.Id}  {run.Name}, seed {run.Seed}");
        Line("", $"split {run.Split?.Name} ({FrozenSplit.Short(run.Split?.Fingerprint ?? "")}): {items}");
        if (run.Change is { Since: not null } change && !run.Tags.Contains(RunTags.Seed) && !run.Tags.Contains(RecipeSearch.Tag))
        {
            Line("change", change.ToString());
        }

        if (AsksForHypothesis)
        {
            Line("note", "no hypothesis: -H \"...\" --expect \"accuracy > +0.01\" --p 70% writes one down before the run, --no-hypothesis says that there is none");
        }
    }

    public override void Warned(string warning) => Line("warn", warning);

    public override void Said(string line) => Line("", line);

    public override void Advanced(TrainingProgress progress)
    {
        if (progress.FinishedEpoch is { } epoch)
        {
            EpochRow(epoch);
            return;
        }

        string left = progress.TimeLeft is { } time ? $"{time:hh\\:mm\\:ss} left, " : "";
        Live(FormattableString.Invariant(
            $"epoch {progress.Epoch + 1}/{progress.EpochCount}, {(progress.IsTraining ? "batch" : "validation batch")} {progress.Batch}/{progress.BatchCount}, {left}loss {progress.TrainLoss:0.0000}, {progress.ItemsPerSecond:0} items/s"));
    }

    public override void Grew(TreeProgress progress) => Live(FormattableString.Invariant($"{progress.Done} of {progress.Total} trees"));

    public void Show(RecipeResult result)
    {
        if (IsJson)
        {
            Json(result, RecipeJson.Default.RecipeResult);
            return;
        }

        string subset = result.Subset is string label ? $", {label} of the training items" : "";
        Line("score", result.Score is double score
            ? $"{result.Metric} {Number(score)} {Text(result.Interval!)}, n = {result.N}{subset}"
            : $"none for {result.Metric}, n = {result.N}{subset}");
        if (result.Gain is { } gain)
        {
            string share = gain.Gain is double value ? $"{Number(value)} of the way from '{gain.Baseline}' to perfect" : $"'{gain.Baseline}' is perfect already";
            Line("gain", gain.IsBelowBaseline ? $"{share}: not better than '{gain.Baseline}' beyond noise ({GainOverBaseline.BelowTag})" : share);
        }

        if (result.AgainstBestRung is { } against && result.BestRung != result.Gain?.Baseline)
        {
            Line("", $"{against.Verdict.ToString().ToLowerInvariant()} against the best rung, '{result.BestRung}': {Signed(against.Difference)} {Text(against.Interval)}");
        }

        if (result.Verdict is { } verdict)
        {
            Line("verdict", $"{Words(verdict.Outcome)}: {verdict.Reason}");
        }

        if (result.TestItems > 0)
        {
            Line("test", $"{result.TestItems} items predicted, without their labels");
        }

        if (result.ModelFile is string file)
        {
            Line("saved", Shown(file));
        }

        Line("time", FormattableString.Invariant($"{result.Seconds:0.0} s; hone runs show {result.RunId[^4..]}, hone runs note {result.RunId[^4..]} \"what I learned\""));
    }

    public void Show(HoneException error)
    {
        EndLive();
        bool isSentence = error.Expected.Length > 0 && char.IsUpper(error.Expected[0]) && error.Expected.EndsWith('.');
        _error.WriteLine($"error: {(isSentence ? error.Expected : "expected " + error.Expected)}");
        Part("got", error.Got);
        Part("where", error.Where);
        Part("try", error.Try);

        void Part(string label, string? text)
        {
            if (text is not null)
            {
                _error.WriteLine($"  {(label + ":").PadRight(Column - 2)}{text}");
            }
        }
    }

    /// <summary>An error of the recipe's own code; its stack is in the run, and here for those who write recipes.</summary>
    public void Show(Exception error)
    {
        EndLive();
        _error.WriteLine($"error: {error.GetType().Name} in the recipe: {error.Message}");
        foreach (string frame in (error.StackTrace ?? "").Split('\n').Where(line => line.Contains(":line ", StringComparison.Ordinal)).Take(5))
        {
            _error.WriteLine("  " + frame.Trim());
        }
    }

    public void Stopped()
    {
        EndLive();
        string how = _runId is null ? "" : $"; --resume {_runId[^4..]} goes on from there";
        _error.WriteLine($"stopped; what the run has so far is kept: its metrics, and its last checkpoint if an epoch was finished{how}");
    }

    public void Line(string word, string text)
    {
        if (IsJson)
        {
            return;
        }

        lock (_gate)
        {
            ClearLive();
            string label = _label.Length == 0 ? "" : $"[{_label}] ";
            _out.WriteLine($"{label}{word.PadRight(Column)}{text}".TrimEnd());
        }
    }

    public void Json<T>(T value, JsonTypeInfo<T> type) => _out.Write(CanonicalJson.Tall(MethodJson.ToObject(value, type)));

    private void EpochRow(EpochRecord epoch)
    {
        string[] metrics = [.. epoch.Metrics.Select(metric => metric.Name)];
        if (!_hasHeader || !metrics.SequenceEqual(_metrics))
        {
            Line("", string.Concat(["epoch", .. ((string[])["train loss", "valid loss", .. metrics, "time"]).Select(name => name.PadLeft(Math.Max(11, name.Length + 2)))]));
            _hasHeader = true;
            _metrics = metrics;
        }

        IEnumerable<string> numbers = epoch.Metrics.Select(metric => Number(metric.Value).PadLeft(Math.Max(11, metric.Name.Length + 2)));
        string time = epoch.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
        Line("", $"{epoch.Epoch + 1,5}{Number(epoch.TrainLoss),11}{Number(epoch.ValidLoss),11}{string.Concat(numbers)}{time,11}");
    }

    private void Live(string text)
    {
        const int MillisecondsBetween = 100;
        if (!_isLive || IsJson)
        {
            return;
        }

        lock (_gate)
        {
            long now = Environment.TickCount64;
            if (now - _lastLive < MillisecondsBetween)
            {
                return;
            }

            _lastLive = now;
            string label = _label.Length == 0 ? "" : $"[{_label}] ";
            string line = label + new string(' ', Column) + text;
            _out.Write("\r" + line.PadRight(_live.Length));
            _live = line;
        }
    }

    private void EndLive()
    {
        lock (_gate)
        {
            ClearLive();
        }
    }

    private void ClearLive()
    {
        if (_live.Length > 0)
        {
            _out.Write("\r" + new string(' ', _live.Length) + "\r");
            _live = "";
        }
    }

    private static string Shown(string path)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Text(Interval interval) => $"[{Number(interval.Low)}, {Number(interval.High)}]";

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0", CultureInfo.InvariantCulture);

    private static string Words(VerdictOutcome outcome) => outcome == VerdictOutcome.NoVerdict ? "no verdict" : outcome.ToString().ToLowerInvariant();
}
