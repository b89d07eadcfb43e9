namespace Hone.Nn;

/// <summary>How the names of a set of weights and the names of a module met.</summary>
/// <param name="Matched">Names that were loaded.</param>
/// <param name="Missing">Names of the module for which there were no weights.</param>
/// <param name="Unexpected">Names of weights for which the module has no place.</param>
/// <param name="Mismatched">Names on both sides whose shapes differ, with both shapes.</param>
public sealed record StateDictReport(
    IReadOnlyList<string> Matched,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unexpected,
    IReadOnlyList<string> Mismatched)
{
    private const int Shown = 5;

    /// <summary>Whether every name was matched on both sides.</summary>
    public bool IsComplete => Missing.Count == 0 && Unexpected.Count == 0 && Mismatched.Count == 0;

    /// <summary>The four counts and the first names of each that went wrong.</summary>
    public override string ToString() =>
        $"{Matched.Count} matched" + Part("missing", Missing) + Part("unexpected", Unexpected) + Part("with another shape", Mismatched);

    private static string Part(string what, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return string.Empty;
        }

        string more = names.Count > Shown ? $", and {names.Count - Shown} more" : string.Empty;
        return $"; {names.Count} {what}: {string.Join(", ", names.Take(Shown))}{more}";
    }
}
