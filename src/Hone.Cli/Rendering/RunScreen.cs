using Hone.Method;

namespace Hone.Cli;

/// <summary>Shows one run whole.</summary>
internal static class RunScreen
{
    private const int Width = 14;

    public static void Show(Screen screen, StoredRun run, string? diff)
    {
        RunRecord? record = run.Record;
        screen.Paragraph($"[bold]{run.Id}[/]  ", run.Id.Length + 2, record?.Name ?? "damaged", "dim");
        screen.Line();
        Row(screen, "status", run.Problem is string problem ? $"{run.Status.ToString().ToLowerInvariant()}: {problem}" : run.Status.ToString().ToLowerInvariant());
        Row(screen, "folder", Paths.Shown(run.Directory));
        ShowCrash(screen, run);
        if (record is not null)
        {
            ShowRecord(screen, run, record);
        }

        if (diff is not null)
        {
            screen.Line();
            foreach (string line in diff.TrimEnd('\n').Split('\n'))
            {
                screen.Line("  " + Screen.Styled(line, line.StartsWith('+') ? "green" : line.StartsWith('-') ? "red" : ""));
            }
        }
    }

    private static void ShowRecord(Screen screen, StoredRun run, RunRecord record)
    {
        Row(screen, "split", record.Split is { } split ? $"{split.Name}, {Figures.Short(split.Fingerprint)}, {Figures.Percent(record.Subset)} of the training items" : null);
        Row(screen, "seed", $"{record.Seed}");
        Row(screen, "command", record.Command);
        Row(screen, "commit", record.Git is { } git ? $"{Figures.Short(git.Commit)}{(git.Branch is null ? "" : $" on {git.Branch}")}{(git.Dirty ? ", with changes" : "")}" : null);
        Row(screen, "change", record.Change?.ToString());
        foreach (string warning in record.Change?.Warnings ?? [])
        {
            Row(screen, "", warning);
        }

        foreach (KeyValuePair<string, MetricSummary> metric in record.Summary)
        {
            string interval = metric.Value is { Low: double low, High: double high } ? $" {Figures.Interval(low, high)}" : "";
            Row(screen, metric.Key, $"{Figures.Score(metric.Value.Last)}{interval}{(metric.Value.N is int n ? $" (n = {Figures.Count(n)})" : "")}");
        }

        Row(screen, "gain", record.BaselineGain is double gain ? Figures.WholePercent(gain) : null);
        Row(screen, "time", record.Ended is DateTimeOffset ended ? Figures.ShortDuration((ended - record.Started).TotalSeconds) : null);
        Row(screen, "input wait", record.Resources is { InputWait: double wait } resources ? InputWait(resources, wait) : null);
        Row(screen, "memory", record.PeakMemoryBytes is long bytes ? Figures.Bytes(bytes) : null);
        foreach (KeyValuePair<string, string> parameter in record.Params)
        {
            Row(screen, parameter.Key, parameter.Value);
        }

        if (run.ReadHypothesis() is { } hypothesis)
        {
            Row(screen, "hypothesis", hypothesis.Text);
            Row(screen, "expected", $"{hypothesis.Expectation}{(hypothesis.Confidence is int percent ? $", {percent}% sure" : "")}{(hypothesis.Base is string id ? $", base {id}" : "")}");
        }

        Row(screen, "verdict", record.Verdict is { } verdict ? $"{VerdictText.Of(verdict.Outcome).Word}: {verdict.Reason}" : null);
        Row(screen, "learned", record.Verdict?.Learned ?? record.Notes);
    }

    private static void ShowCrash(Screen screen, StoredRun run)
    {
        if (run.ReadCrash() is not { Stage: string stage } crash)
        {
            return;
        }

        string module = crash.Scene?.ModulePath is { Length: > 0 } path ? $", module {path}" : "";
        Row(screen, "crash", $"{crash.Error} at {stage}, epoch {crash.Epoch}, {(crash.IsTraining ? "batch" : "validation batch")} {crash.Batch}{module}");
        Row(screen, "last op", crash.Scene?.LastOperation?.ToString());
        Row(screen, "again", crash.ItemIds.Count == 0 ? null : $"hone train RECIPE.cs --replay {run.Id}");
    }

    private static string InputWait(RunResources resources, double wait) =>
        $"{Figures.Percent(Math.Round(wait, 3))} of {Figures.ShortDuration(resources.StepSeconds)} of training steps{(resources.IsInputBound ? $": input-bound; {resources.Suggestion}" : "")}";

    private static void Row(Screen screen, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            int width = Math.Max(Width, name.Length + 2);
            screen.Paragraph($"  {Screen.Styled(name.PadRight(width), "dim")}", 2 + width, value);
        }
    }
}
