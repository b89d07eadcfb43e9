using System.Text;

namespace Hone.Method;

/// <summary>How far one batch came through a whole recipe.</summary>
public sealed record DryRunResult
{
    /// <summary>The stages that ran, in their order; the last one is the one that failed, if any did.</summary>
    public required IReadOnlyList<DryRunStep> Steps { get; init; }

    /// <summary>What the failing stage threw; null when all came through.</summary>
    public Exception? Error { get; init; }

    /// <summary>How long the planned training would take; null when a stage failed before that is known.</summary>
    public TimeSpan? ProjectedDuration { get; init; }

    /// <summary>The folder of the throw-away run; null when it was removed.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether every stage came through.</summary>
    public bool Passed => Error is null;

    /// <summary>The stage that failed; null when all came through.</summary>
    public DryRunStage? FailedStage => Passed ? null : Steps[^1].Stage;

    /// <summary>What a command line returns: 0, or 1 when a stage failed.</summary>
    public ExitCode ExitCode => Passed ? ExitCode.Pass : ExitCode.Findings;

    /// <summary>Throws when a stage failed; does nothing else.</summary>
    /// <exception cref="DryRunException">A stage failed; the message names it.</exception>
    public void ThrowIfFailed()
    {
        if (Error is not null)
        {
            throw new DryRunException(
                ExitCode.Findings,
                "one batch through the whole recipe",
                $"{Error.GetType().Name}: {Error.Message.Split('\n')[0]}",
                $"stage {FailedStage!.Value.ToString().ToLowerInvariant()}, after {Steps.Count - 1} that came through",
                (Error as HoneException)?.Try ?? "read the inner exception",
                Error);
        }
    }

    /// <summary>Returns one line per stage, and the projected duration.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (DryRunStep step in Steps)
        {
            text.Append(step.Passed ? "pass  " : "fail  ").Append(step.Stage.ToString().ToLowerInvariant().PadRight(10)).Append(' ').Append(step.What).Append('\n');
        }

        return ProjectedDuration is { } duration ? text.Append($"projected duration {duration:hh\\:mm\\:ss}\n").ToString() : text.ToString();
    }
}
