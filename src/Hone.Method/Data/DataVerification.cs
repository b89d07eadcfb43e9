namespace Hone.Method;

/// <summary>The outcome of hashing every raw file again.</summary>
/// <param name="Files">How many files the manifest has.</param>
/// <param name="Bytes">How many bytes were hashed.</param>
/// <param name="Changes">What differs; empty when everything is as it was added.</param>
public sealed record DataVerification(int Files, long Bytes, IReadOnlyList<DataChange> Changes)
{
    /// <summary>Throws when a file differs.</summary>
    /// <exception cref="RawDataException">The message names the first three files.</exception>
    public void ThrowIfErrors()
    {
        if (Changes.Count > 0)
        {
            throw new RawDataException(
                ExitCode.BadInput,
                $"{Files} raw files as they were added",
                $"{Changes.Count} that differ: {string.Join("; ", Changes.Take(3).Select(change => $"{change.Path} {change.What}"))}",
                ProjectData.RawFolder,
                "fetch these files again and add them, or add the new data to a new project");
        }
    }
}
