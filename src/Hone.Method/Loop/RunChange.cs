using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>How much changed since the last completed run (M28).</summary>
public sealed record RunChange
{
    private const int MostLines = 40;

    /// <summary>The run that it is measured against; null for a first run.</summary>
    public string? Since { get; init; }

    /// <summary>How it was measured: <c>git</c>, <c>recipe</c> (a copy of the recipe) or <c>params</c> (its parameters alone).</summary>
    public required string By { get; init; }

    /// <summary>How many files changed; null where files were not compared.</summary>
    public int? Files { get; init; }

    /// <summary>How many lines were added or removed; null where lines were not compared.</summary>
    public int? Lines { get; init; }

    /// <summary>The parameters whose values changed.</summary>
    public IReadOnlyList<string> Params { get; init; } = [];

    /// <summary>What kind of change it is; several where several things changed.</summary>
    public IReadOnlyList<ChangeKind> Kinds { get; init; } = [];

    /// <summary>What to think of before the run: too many lines, or more than one thing at once; empty when the step is small.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var warnings = new List<string>();
            if (Lines > MostLines)
            {
                warnings.Add($"{Lines} lines changed since run {Since}: if this breaks you search {Lines} lines; smaller steps find faults sooner");
            }

            if (Params.Count > 1)
            {
                warnings.Add($"{Params.Count} parameters changed since run {Since} ({string.Join(", ", Params.Take(3))}): a difference will not say which one made it");
            }

            return warnings;
        }
    }

    /// <summary>Lines, files and parameters in one line.</summary>
    public override string ToString()
    {
        if (Since is null)
        {
            return "the first run";
        }

        string lines = Lines is int count ? $"{count} lines in {Files} files, " : "";
        return $"{lines}{Params.Count} parameters since run {Since} (by {By})";
    }
}
