namespace Hone.Method;

/// <summary>How items and labels found each other.</summary>
/// <param name="Matched">Items with a label.</param>
/// <param name="WithoutLabel">Files or rows without a label.</param>
/// <param name="WithoutFile">Labels (rows, masks) whose file is not there.</param>
public sealed record LabelJoin(int Matched, IReadOnlyList<string> WithoutLabel, IReadOnlyList<string> WithoutFile)
{
    private const int Shown = 3;

    /// <summary>Whether everything found its partner.</summary>
    public bool IsComplete => WithoutLabel.Count == 0 && WithoutFile.Count == 0;

    /// <summary>Throws when something did not find its partner.</summary>
    /// <exception cref="RawDataException">The message has the counts and three examples each.</exception>
    public void ThrowIfUnmatched()
    {
        if (!IsComplete)
        {
            throw new RawDataException(
                ExitCode.Findings,
                "a label for every item and an item for every label",
                $"{Matched} matched, {Examples(WithoutLabel, "without a label")}, {Examples(WithoutFile, "labels without a file")}",
                ProjectData.RawFolder,
                "correct the names, or say that it is meant: --allow-unmatched");
        }
    }

    private static string Examples(IReadOnlyList<string> names, string what) =>
        names.Count == 0 ? $"0 {what}" : $"{names.Count} {what} ({string.Join(", ", names.Take(Shown))})";
}
