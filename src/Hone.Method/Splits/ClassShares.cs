namespace Hone.Method;

/// <summary>How many items of each class each part of a split has.</summary>
public sealed record ClassShares
{
    /// <summary>The names of the classes in ordinal order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The items of each class in the training part.</summary>
    public required IReadOnlyList<int> Train { get; init; }

    /// <summary>The items of each class in the validation part.</summary>
    public required IReadOnlyList<int> Valid { get; init; }

    /// <summary>The items of each class in the test part; zeros when there is no test part.</summary>
    public required IReadOnlyList<int> Test { get; init; }

    /// <summary>
    /// The largest |share of a class in a part - share of the class in all items|, a fraction from 0 to 1; 0 is a perfect stratification.
    /// </summary>
    public required double MaxDeviation { get; init; }

    internal static ClassShares Of(IReadOnlyList<string> classes, SplitAssignment assignment)
    {
        ClassGroup[] groups = ClassGroup.Of(classes);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < groups.Length; i++)
        {
            numbers[groups[i].Name] = i;
        }

        int[] train = Count(assignment.Train);
        int[] valid = Count(assignment.Valid);
        int[] test = Count(assignment.Test);
        double deviation = 0;
        foreach (int[] part in new[] { train, valid, test })
        {
            int total = part.Sum();
            for (int i = 0; i < groups.Length && total > 0; i++)
            {
                deviation = Math.Max(deviation, Math.Abs(((double)part[i] / total) - ((double)groups[i].Count / classes.Count)));
            }
        }

        return new ClassShares
        {
            Classes = groups.Select(group => group.Name).ToArray(),
            Train = train,
            Valid = valid,
            Test = test,
            MaxDeviation = deviation,
        };

        int[] Count(IReadOnlyList<int> indices)
        {
            int[] counts = new int[groups.Length];
            foreach (int index in indices)
            {
                counts[numbers[classes[index]]]++;
            }

            return counts;
        }
    }
}
