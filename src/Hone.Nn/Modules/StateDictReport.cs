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

    /// <summary>Refuses tensors whose names, shapes or types are not exactly those of the owner.</summary>
    internal static void RequireSame(string owner, IReadOnlyDictionary<string, Tensor> own, IReadOnlyDictionary<string, Tensor> state)
    {
        List<string> missing = [.. own.Keys.Where(k => !state.ContainsKey(k))];
        List<string> unexpected = [.. state.Keys.Where(k => !own.ContainsKey(k))];
        List<string> mismatched = [.. own
            .Where(o => state.TryGetValue(o.Key, out Tensor? t) && (t.Shape != o.Value.Shape || t.DType != o.Value.DType))
            .Select(o => $"{o.Key} ({state[o.Key].DType} {state[o.Key].Shape} for {o.Value.DType} {o.Value.Shape})")];
        if (missing.Count + unexpected.Count + mismatched.Count > 0)
        {
            throw new StateDictException(owner, new StateDictReport([], missing, unexpected, mismatched));
        }
    }

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
