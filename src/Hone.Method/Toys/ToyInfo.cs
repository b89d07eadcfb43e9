namespace Hone.Method;

/// <summary>What a toy set is, and what the best possible model reaches on it.</summary>
public sealed record ToyInfo
{
    /// <summary>Its name, one word.</summary>
    public required string Name { get; init; }

    /// <summary>What the items are, in a few words.</summary>
    public required string Domain { get; init; }

    /// <summary>How many items there are.</summary>
    public required int Items { get; init; }

    /// <summary>What is predicted.</summary>
    public required TargetKind Predicts { get; init; }

    /// <summary>The target of the charter: a column, <c>label</c> for folders, <c>points</c> or <c>mask</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The metric of <see cref="Achievable"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The score that the best possible model reaches on many items; on n items chance moves it.</summary>
    public required double Achievable { get; init; }

    /// <summary>How that score is known.</summary>
    public required string HowKnown { get; init; }

    /// <summary>The words with which <c>hone split make</c> makes an honest split of it.</summary>
    public string SplitWords { get; init; } = "--strategy random --i-know random";

    /// <summary>The words that <c>hone baseline</c> needs; empty for none.</summary>
    public string BaselineWords { get; init; } = "";

    /// <summary>The command that makes a project for it.</summary>
    public string NewCommand => $"hone new toy-{Name} --predicts {Predicts.ToString().ToLowerInvariant()} --target {Target} --metric {Metric}";
}
