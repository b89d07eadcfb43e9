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
            assignment.Folds,
            strategy,
            options,
            data.Classes is null ? null : ClassShares.Of(data.Classes, assignment))
    {
    }

    internal Split(
        IReadOnlyList<string> ids,
        Part[] parts,
        IReadOnlyList<int>? folds,
        SplitStrategy strategy,
        SplitOptions options,
        ClassShares? shares)
    {
        Ids = ids;
        _parts = parts;
        Folds = folds;
        Strategy = strategy;
        Options = options;
        ClassShares = shares;
        TrainIndices = IndicesOf(Part.Train);
        ValidIndices = IndicesOf(Part.Valid);
        TestIndices = IndicesOf(Part.Test);
    }

    /// <summary>The id of every item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The part of every item, in the order of <see cref="Ids"/>.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>The fold of every item, in the order of <see cref="Ids"/>; null for a strategy without folds.</summary>
    public IReadOnlyList<int>? Folds { get; }

    /// <summary>How the items were chosen.</summary>
    public SplitStrategy Strategy { get; }

    /// <summary>The fractions and the seed.</summary>
    public SplitOptions Options { get; }

    /// <summary>The classes of each part and how far they are from the whole; null where there are no classes.</summary>
    public ClassShares? ClassShares { get; }

    /// <summary>The positions in <see cref="Ids"/> of the training items, ascending.</summary>
    public IReadOnlyList<int> TrainIndices { get; }

    /// <summary>The positions in <see cref="Ids"/> of the validation items, ascending.</summary>
    public IReadOnlyList<int> ValidIndices { get; }

    /// <summary>The positions in <see cref="Ids"/> of the test items, ascending; none when there is no test part.</summary>
    public IReadOnlyList<int> TestIndices { get; }

    /// <summary>Splits by chance alone.</summary>
    /// <param name="data">The ids and, if there are any, the classes.</param>
    /// <param name="options">Fractions and seed.</param>
    /// <exception cref="SplitException">
    /// An id is empty or occurs twice, the fractions make no sense, a part stays empty, or a class is missing from a part.
    /// </exception>
    public static Split Random(SplitData data, SplitOptions? options = null) => new RandomSplitter(options ?? new()).Split(data);

    /// <summary>Splits by chance within each class, so that every part has the class shares of the whole up to rounding.</summary>
    /// <param name="data">The ids and the classes.</param>
    /// <param name="options">Fractions and seed.</param>
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
