namespace Hone.Nn;

/// <summary>What a <see cref="KeyMap"/> did.</summary>
/// <param name="Names">Matched, missing, unexpected and misshapen names, in the names of the module.</param>
/// <param name="Renamed">New names by the names of the source, where they differ.</param>
/// <param name="Ignored">Names of the source that a rule left out.</param>
/// <param name="Kept">Names of the module without a weight in the source, which keep their values because the map allows it.</param>
public sealed record KeyMapReport(
    StateDictReport Names,
    IReadOnlyDictionary<string, string> Renamed,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<string> Kept)
{
    /// <summary>The counts, and the first names of what went wrong.</summary>
    public override string ToString() => $"{Names}; {Renamed.Count} renamed; {Ignored.Count} ignored; {Kept.Count} kept";
}
