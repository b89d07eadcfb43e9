namespace Hone.Method;

/// <summary>Which items a model learns from, which ones decisions are made on, and which ones are looked at once at the end.</summary>
/// <remarks>
/// A split knows ids, never labels; so nothing that holds a split can reach the labels of the test part.
/// The assignment of an item depends on its id, its class and the seed; not on the order of the rows and not on threads.
/// </remarks>
public sealed class Split
{
    private readonly Part[] _parts;

    internal Split(SplitData data, SplitAssignment assignment, SplitStrategy strategy, SplitOptions options)
        : this(
            data.Ids,
            PartsOf(assignment, data.Ids.Count),
            strategy,
            options,
            new SplitDetails
            {
                Folds = assignment.Folds,
                Windows = assignment.Windows,
                Times = assignment.Windows is null ? null : data.Times!.Select(time => time!.Value).ToArray(),
                ClassShares = data.Classes is null ? null : ClassShares.Of(data.Classes, assignment),
                Groups = data.Groups is null ? null : GroupCounts.Of(data.Groups, assignment) with { Column = data.GroupColumn },
            })
    {
    }

    internal Split(IReadOnlyList<string> ids, Part[] parts, SplitStrategy strategy, SplitOptions options, SplitDetails details)
    {
        Ids = ids;
        _parts = parts;
        Strategy = strategy;
        Options = options;
        Details = details;
        TrainIndices = IndicesOf(Part.Train);
        ValidIndices = IndicesOf(Part.Valid);
        TestIndices = IndicesOf(Part.Test);
        GapIndices = IndicesOf(Part.Gap);
    }

    /// <summary>The id of every item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The part of every item, in the order of <see cref="Ids"/>.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>The fold of every item, in the order of <see cref="Ids"/>, -1 for an item in none; null for a split without folds.</summary>
    public IReadOnlyList<int>? Folds => Details.Folds;

    /// <summary>How many folds there are; 0 for a split without folds.</summary>
    public int FoldCount => Windows?.Count ?? (Folds is null ? 0 : Folds.Max() + 1);

    /// <summary>How the items were chosen.</summary>
    public SplitStrategy Strategy { get; }

    /// <summary>The fractions and the seed.</summary>
    public SplitOptions Options { get; }

    /// <summary>The classes of each part and how far they are from the whole; null where there are no classes.</summary>
    public ClassShares? ClassShares => Details.ClassShares;

    /// <summary>How many groups each part has, and how many are in two of them; null where there are no groups.</summary>
    public GroupCounts? Groups => Details.Groups;

    /// <summary>The moments of the folds of a split by time; null for other folds and for none.</summary>
    public IReadOnlyList<FoldWindow>? Windows => Details.Windows;

    /// <summary>The positions in <see cref="Ids"/> of the training items, ascending.</summary>
    public IReadOnlyList<int> TrainIndices { get; }

    /// <summary>The positions in <see cref="Ids"/> of the validation items, ascending.</summary>
    public IReadOnlyList<int> ValidIndices { get; }

    /// <summary>The positions in <see cref="Ids"/> of the test items, ascending; none when there is no test part.</summary>
    public IReadOnlyList<int> TestIndices { get; }

    /// <summary>The positions in <see cref="Ids"/> of the items that a split by time leaves out, ascending.</summary>
    public IReadOnlyList<int> GapIndices { get; }

    internal SplitDetails Details { get; }

    /// <summary>Splits by chance alone.</summary>
    /// <param name="data">The ids and, if there are any, the classes.</param>
    /// <param name="options">Fractions and seed.</param>
    /// <exception cref="SplitException">
    /// An id is empty or occurs twice, the fractions make no sense, a part stays empty, or a class is missing from a part.
    /// </exception>
    public static Split Random(SplitData data, SplitOptions? options = null) => new RandomSplitter(options ?? new()).Split(data);

    /// <summary>Splits by chance within each class, so that every part has the class shares of the whole up to rounding.</summary>
    /// <param name="data">The ids and the classes, or the numbers that are predicted: these are cut into quantiles.</param>
    /// <param name="options">Fractions, seed, folds, quantiles.</param>
    /// <exception cref="SplitException">
    /// There are no classes, or a class has too few items for the fractions: the message has the counts and the fractions that would do.
    /// </exception>
    public static Split Stratified(SplitData data, SplitOptions? options = null) => new StratifiedSplitter(options ?? new()).Split(data);

    /// <summary>
    /// Keeps a test part that came with the data, such as the official one, and divides the rest by chance within each class, or by
    /// chance alone where there are no classes.
    /// </summary>
    /// <param name="data">The ids and, if there are any, the classes of all items, the test items included.</param>
    /// <param name="testIndices">The positions of the test items.</param>
    /// <param name="options">The valid fraction counts from the rest; its test fraction is not used.</param>
    /// <exception cref="SplitException">The test part is empty, everything, or names an item twice; or the rest cannot be divided.</exception>
    public static Split GivenTest(SplitData data, IReadOnlyList<int> testIndices, SplitOptions? options = null) =>
        new GivenTestSplitter(options ?? new(), testIndices, data.Ids.Count).Split(data);

    /// <summary>Splits by whole groups, such as persons or patients: no group is in two parts or in two folds.</summary>
    /// <param name="data">The ids and the groups.</param>
    /// <param name="options">Fractions, seed, folds.</param>
    /// <exception cref="SplitException">An item has no group, or there are fewer groups than parts or folds; the message has the largest feasible k.</exception>
    public static Split Group(SplitData data, SplitOptions? options = null) => new GroupSplitter(options ?? new(), isStratified: false).Split(data);

    /// <summary>
    /// Splits by whole groups, and places them so that every part comes near the class shares of the whole. Few groups are tried in every
    /// combination; many are placed greedily, the heavy ones first, and then moved and exchanged as long as that helps.
    /// </summary>
    /// <remarks>
    /// Differs from scikit-learn's StratifiedGroupKFold in that it promises every class in every fold, or refuses; and in that rounding
    /// errors never decide between folds.
    /// </remarks>
    /// <param name="data">The ids, the groups, and the classes or numbers.</param>
    /// <param name="options">Fractions, seed, folds.</param>
    /// <exception cref="SplitException">
    /// An item has no group, or a class is in too few groups for the parts or folds; the message has the largest feasible k.
    /// </exception>
    public static Split StratifiedGroup(SplitData data, SplitOptions? options = null) => new GroupSplitter(options ?? new(), isStratified: true).Split(data);

    /// <summary>
    /// The latest items are for validation and test: from a date on, or the last share of them. Items of one moment stay together. With
    /// folds it is a backtest with as many origins.
    /// </summary>
    /// <param name="data">The ids and the times.</param>
    /// <param name="options">Shares or dates, the gap, folds.</param>
    /// <exception cref="SplitException">An item has no time, there are too few different times, or a date or the gap leaves a part empty.</exception>
    public static Split Time(SplitData data, SplitOptions? options = null) => new TimeSplitter(options ?? new(), byGroup: false).Split(data);

    /// <summary>
    /// By time, for items that belong to groups. A later item of a group that is in the training part knows that group's past: that is
    /// counted in <see cref="GroupCounts.Shared"/>, or left out where new groups are what the model will meet.
    /// </summary>
    /// <param name="data">The ids, the times and the groups.</param>
    /// <param name="options">Shares or dates, the gap, <see cref="SplitOptions.SeenGroups"/>, folds.</param>
    /// <exception cref="SplitException">An item has no time or no group, or a part stays empty.</exception>
    public static Split GroupTime(SplitData data, SplitOptions? options = null) => new TimeSplitter(options ?? new(), byGroup: true).Split(data);

    /// <summary>
    /// Several origins in time, one fold each: what comes after an origin is predicted from what came before it. The last origin is the
    /// validation part of the split.
    /// </summary>
    /// <param name="data">The ids and the times, row by row in the order of time; with groups, in the order of time for each of them.</param>
    /// <param name="options">Origins, horizon, gap, window.</param>
    /// <exception cref="SplitException">Rows are out of order, a group has a moment twice, or an origin has nothing to learn from or to predict.</exception>
    public static Split Backtest(SplitData data, BacktestOptions? options = null) => new BacktestSplitter(options ?? new()).Split(data);

    /// <summary>Takes parts, and folds if there are any, as they came with the data; <see cref="PredefinedParts"/> reads them.</summary>
    /// <param name="data">The ids.</param>
    /// <param name="parts">The part of each item.</param>
    /// <param name="folds">The fold of each item, -1 for none; null without folds.</param>
    /// <param name="options">Only the reason is used.</param>
    /// <exception cref="SplitException">The numbers of parts and items differ, or there is no item for training or for validation.</exception>
    public static Split Predefined(SplitData data, IReadOnlyList<Part> parts, IReadOnlyList<int>? folds = null, SplitOptions? options = null) =>
        new PredefinedSplitter(options ?? new(), parts, folds).Split(data);

    /// <summary>
    /// Assigns each item by a number made from its id and the seed alone, so that rows that come later never move those that are there.
    /// With groups the number is made from the group. Shares are met on average.
    /// </summary>
    /// <param name="data">The ids and, if whole groups are wanted, the groups.</param>
    /// <param name="options">Fractions, seed, folds.</param>
    /// <exception cref="SplitException">A part or a fold stays empty, or an item has no group where there are groups.</exception>
    public static Split Hash(SplitData data, SplitOptions? options = null) => new HashSplitter(options ?? new()).Split(data);

    /// <summary>The ways to train and validate that the folds give: each fold is validated on once. Test items are in none of them.</summary>
    /// <exception cref="SplitException">The split has no folds.</exception>
    public IReadOnlyList<SplitFold> GetFolds()
    {
        if (Folds is null)
        {
            throw new SplitException(ExitCode.Usage, "a split with folds", "a split without", $"a split of {Ids.Count} items", "make it with folds: hone split make --folds 5");
        }

        return Enumerable.Range(0, FoldCount).Select(fold => new SplitFold(fold, Where(index => IsTrain(fold, index)), Where(index => Folds[index] == fold))).ToArray();

        int[] Where(Func<int, bool> condition) => Enumerable.Range(0, _parts.Length).Where(condition).ToArray();
    }

    /// <summary>How much the validation part can show: the standard error of a metric and the smallest difference of two models.</summary>
    /// <param name="metric">The metric, such as <c>accuracy</c>.</param>
    /// <param name="options">The level of the metric that is expected, and what else its formula needs.</param>
    /// <exception cref="StatisticsException">The options are out of their range.</exception>
    public SplitPower Power(string metric, PowerOptions? options = null) => SplitPower.Of(this, metric, options ?? new PowerOptions());

    /// <summary>
    /// Takes a sample of the training items for quick experiments; validation and test stay as they are, so numbers compare.
    /// Samples are nested: with one seed the 1% is inside the 5%.
    /// </summary>
    /// <param name="fraction">The share of the training items, above 0 and up to 1.</param>
    /// <param name="trainClasses">The class of each training item, in the order of <see cref="TrainIndices"/>; null where there are no classes.</param>
    /// <param name="seed">The seed of the sample.</param>
    /// <exception cref="SplitException">The fraction is not in (0, 1]; a whole number such as 20 is asked back as 20%.</exception>
    public SplitSubset Subset(double fraction, IReadOnlyList<string>? trainClasses, ulong seed = 0) =>
        SplitSubset.Of(this, fraction, trainClasses, seed);

    private bool IsTrain(int fold, int index)
    {
        if (_parts[index] == Part.Test || Folds![index] == fold)
        {
            return false;
        }

        return Details.Times is null ? Folds[index] >= 0 || _parts[index] == Part.Train : Windows![fold].IsTrain(Details.Times[index]);
    }

    private static Part[] PartsOf(SplitAssignment assignment, int count)
    {
        var parts = new Part[count];
        foreach (Part part in Enum.GetValues<Part>())
        {
            foreach (int index in assignment.Of(part))
            {
                parts[index] = part;
            }
        }

        return parts;
    }

    private int[] IndicesOf(Part part) => Enumerable.Range(0, _parts.Length).Where(index => _parts[index] == part).ToArray();
}
