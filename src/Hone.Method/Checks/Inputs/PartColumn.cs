using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Reads the parts of a split out of a column of words.</summary>
internal static class PartColumn
{
    private static readonly Dictionary<string, Part> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = Part.Train,
        ["training"] = Part.Train,
        ["valid"] = Part.Valid,
        ["val"] = Part.Valid,
        ["validation"] = Part.Valid,
        ["dev"] = Part.Valid,
        ["test"] = Part.Test,
    };

    /// <exception cref="SplitException">A row holds no such word, or nothing.</exception>
    public static Part[] Read(FrameColumn column)
    {
        var parts = new Part[column.Count];
        for (int row = 0; row < parts.Length; row++)
        {
            string? word = column.TextAt(row);
            if (word is null || !Words.TryGetValue(word.Trim(), out Part part))
            {
                throw new SplitException(
                    ExitCode.BadInput,
                    "train, valid or test in every row",
                    word is null ? "no value" : $"'{word}'",
                    $"column {column.Name}, row {row}",
                    "correct the row, or name another column with --split");
            }

            parts[row] = part;
        }

        return parts;
    }
}
