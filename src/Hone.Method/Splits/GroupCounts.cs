namespace Hone.Method;

/// <summary>How many groups the parts of a split have, and how many have both a past and a future in it.</summary>
public sealed record GroupCounts
{
    /// <summary>The column that names the group of each item; null where it was not a column, and for splits of before.</summary>
    public string? Column { get; init; }

    /// <summary>The groups in all items.</summary>
    public required int Total { get; init; }

    /// <summary>The groups with items in the training part.</summary>
    public required int Train { get; init; }

    /// <summary>The groups with items in the validation part.</summary>
    public required int Valid { get; init; }

    /// <summary>The groups with items in the test part.</summary>
    public required int Test { get; init; }

    /// <summary>
    /// The groups of the validation or test part that are in the training part as well: 0 for a split by groups. For a split by time
    /// these are groups whose past the model knows; for any other strategy they are a leak.
    /// </summary>
    public required int Shared { get; init; }

    internal static GroupCounts Of(IReadOnlyList<string?> groups, SplitAssignment assignment)
    {
        HashSet<string> train = In(Part.Train);
        HashSet<string> valid = In(Part.Valid);
        HashSet<string> test = In(Part.Test);
        return new GroupCounts
        {
            Total = groups.Where(group => group is not null).Distinct(StringComparer.Ordinal).Count(),
            Train = train.Count,
            Valid = valid.Count,
            Test = test.Count,
            Shared = valid.Union(test, StringComparer.Ordinal).Count(train.Contains),
        };

        HashSet<string> In(Part part) =>
            assignment.Of(part).Select(index => groups[index]).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }
}
