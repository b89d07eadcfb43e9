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

    /// <summary>The items of each class in each fold: [fold][class]; null without folds.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Folds { get; init; }

    /// <summary>The largest |share of a class in the fold - share of the class in all items| of each fold; null without folds.</summary>
    public IReadOnlyList<double>? FoldDeviations { get; init; }

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
        int[][]? folds = assignment.Folds is null ? null : FoldMembers(assignment.Folds).Select(Count).ToArray();
        return new ClassShares
        {
            Classes = groups.Select(group => group.Name).ToArray(),
            Train = train,
            Valid = valid,
            Test = test,
            MaxDeviation = new[] { train, valid, test }.Max(Deviation),
            Folds = folds,
            FoldDeviations = folds?.Select(Deviation).ToArray(),
        };

        int[] Count(IEnumerable<int> indices)
        {
            int[] counts = new int[groups.Length];
            foreach (int index in indices)
            {
                counts[numbers[classes[index]]]++;
            }

            return counts;
        }

        double Deviation(int[] part)
        {
            int total = part.Sum();
            double deviation = 0;
            for (int i = 0; i < groups.Length && total > 0; i++)
            {
                deviation = Math.Max(deviation, Math.Abs(((double)part[i] / total) - ((double)groups[i].Count / classes.Count)));
            }

            return deviation;
        }
    }

    private static IEnumerable<int[]> FoldMembers(IReadOnlyList<int> folds) => Enumerable.Range(0, folds.Max() + 1)
        .Select(fold => Enumerable.Range(0, folds.Count).Where(index => folds[index] == fold).ToArray());
}
