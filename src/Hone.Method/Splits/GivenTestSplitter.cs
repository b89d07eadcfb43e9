namespace Hone.Method;

/// <summary>Keeps a test part that came with the data, and divides the rest by chance within each class.</summary>
internal sealed class GivenTestSplitter(SplitOptions options, IReadOnlyList<int> test, int itemCount)
    : Splitter(options with { Fractions = options.Fractions with { Test = (double)test.Count / itemCount } })
{
    private readonly SplitOptions _rest = options with { Fractions = options.Fractions with { Test = 0 } };

    protected override SplitStrategy Strategy => SplitStrategy.GivenTest;

    protected override SplitAssignment Assign(SplitData data)
    {
        RequireIndices(data);
        var isTest = new bool[data.Ids.Count];
        foreach (int index in test)
        {
            isTest[index] = true;
        }

        // 1. The rest, as data of its own.
        int[] rest = Enumerable.Range(0, data.Ids.Count).Where(index => !isTest[index]).ToArray();
        SplitData remaining = data.Take(rest);

        // 2. Divided as it would be without a test part, then numbered as in the whole.
        Split split = data.Classes is null ? Hone.Method.Split.Random(remaining, _rest) : Hone.Method.Split.Stratified(remaining, _rest);
        return new SplitAssignment(
            split.TrainIndices.Select(index => rest[index]).ToArray(),
            split.ValidIndices.Select(index => rest[index]).ToArray(),
            test.Order().ToArray())
        {
            Folds = split.Folds is null ? null : NumberedAsWhole(split.Folds, rest, data.Ids.Count),
        };
    }

    protected override SplitData Prepare(SplitData data) => data.WithStrata(Options.Bins, StratifiedSplitter.LeastOf(_rest) + 1);

    private static int[] NumberedAsWhole(IReadOnlyList<int> folds, int[] rest, int count)
    {
        int[] whole = Enumerable.Repeat(SplitAssignment.NoFold, count).ToArray();
        for (int i = 0; i < rest.Length; i++)
        {
            whole[rest[i]] = folds[i];
        }

        return whole;
    }

    private void RequireIndices(SplitData data)
    {
        int outside = test.Count(index => (uint)index >= (uint)data.Ids.Count);
        int distinct = test.Distinct().Count();
        if (test.Count == 0 || outside > 0 || distinct != test.Count || test.Count >= data.Ids.Count)
        {
            throw new SplitException(
                ExitCode.Usage,
                $"a given test part of 1 to {data.Ids.Count - 1} different items out of {data.Ids.Count}",
                $"{test.Count} indices, {distinct} different, {outside} outside 0 to {data.Ids.Count - 1}",
                "a split with a given test part",
                "name each test item once by its position");
        }
    }
}
