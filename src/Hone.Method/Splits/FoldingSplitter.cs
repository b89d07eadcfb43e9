namespace Hone.Method;

/// <summary>
/// A strategy that divides items once into parts, and as well deals them into folds. With folds the test part comes first, chosen as
/// the validation part would be; the rest is dealt, and fold 0 is the validation part of the split.
/// </summary>
internal abstract class FoldingSplitter(SplitOptions options) : Splitter(options)
{
    protected sealed override SplitAssignment Assign(SplitData data) =>
        Options.Folds == 0 ? Divide(data, Options.Fractions) : AssignFolds(data, Options.Folds);

    /// <summary>Divides the items by shares.</summary>
    protected abstract SplitAssignment Divide(SplitData data, SplitFractions fractions);

    /// <summary>Deals all items into folds: the fold of each item.</summary>
    protected abstract int[] Deal(SplitData data, int folds);

    private SplitAssignment AssignFolds(SplitData data, int count)
    {
        // 1. The test part, by the same strategy.
        IReadOnlyList<int> test = [];
        IReadOnlyList<int> rest = Enumerable.Range(0, data.Ids.Count).ToArray();
        if (Options.Fractions.Test > 0)
        {
            SplitAssignment held = Divide(data, new SplitFractions { Valid = Options.Fractions.Test });
            test = held.Valid;
            rest = held.Train.Order().ToArray();
        }

        // 2. The folds of the rest, numbered as in the whole.
        int[] dealt = Deal(data.Take(rest), count);
        int[] folds = Enumerable.Repeat(SplitAssignment.NoFold, data.Ids.Count).ToArray();
        for (int i = 0; i < rest.Count; i++)
        {
            folds[rest[i]] = dealt[i];
        }

        return new SplitAssignment(
            rest.Where(index => folds[index] != 0).ToArray(),
            rest.Where(index => folds[index] == 0).ToArray(),
            test)
        {
            Folds = folds,
        };
    }
}
