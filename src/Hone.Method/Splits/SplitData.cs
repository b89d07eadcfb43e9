namespace Hone.Method;

/// <summary>What a split is made from: one id per item and, where there are classes, one class per item.</summary>
public sealed record SplitData
{
    /// <summary>One id per item: unique, not empty, without control characters. A path or a row key that stays with the item.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The class of each item in the order of <see cref="Ids"/>; null where there are no classes.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    internal void Validate()
    {
        if (Ids.Count == 0)
        {
            throw new SplitException(ExitCode.BadInput, "at least one item to split", "0 items", "the data of the split", "look at the data source");
        }

        if (Classes is not null && Classes.Count != Ids.Count)
        {
            throw new SplitException(
                ExitCode.BadInput,
                "one class per item",
                $"{Ids.Count} items and {Classes.Count} classes",
                "the data of the split",
                "check that labels and items come from the same file");
        }

        var rows = new Dictionary<string, int>(Ids.Count, StringComparer.Ordinal);
        for (int row = 0; row < Ids.Count; row++)
        {
            string id = Ids[row];
            if (id.Length == 0 || id.Any(char.IsControl))
            {
                throw new SplitException(
                    ExitCode.BadInput,
                    "ids that are not empty and hold no control characters",
                    id.Length == 0 ? "an empty id" : "an id with a control character",
                    $"item {row} of {Ids.Count}",
                    "use the file path or a key column as the id");
            }

            if (!rows.TryAdd(id, row))
            {
                throw new SplitException(
                    ExitCode.BadInput,
                    "ids that occur once",
                    $"id '{id}' twice",
                    $"items {rows[id]} and {row} of {Ids.Count}",
                    "use the file path or a key column as the id");
            }
        }
    }
}
