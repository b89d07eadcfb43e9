namespace Hone.Method;

/// <summary>What its owner expects of a run, written down before the first batch; the content of <c>hypothesis.json</c>.</summary>
public sealed record Hypothesis
{
    /// <summary>One sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The expectation as a comparison that a machine can check, such as <c>valid/accuracy > base + 0.01</c>; see <see cref="Method.Expectation"/>.</summary>
    public string? Expectation { get; init; }

    /// <summary>The id of the run that <c>base</c> stands for; filled in when the run is made: its first parent, else the newest completed run with its split and subset.</summary>
    public string? Base { get; init; }

    /// <summary>How sure its owner is, in percent from 50 to 99.</summary>
    public int? Confidence { get; init; }
}
