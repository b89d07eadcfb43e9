using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>What users chose, without ratings: films watched, articles read, things bought. Every row is a choice; what is not there was not chosen, or not yet.</summary>
/// <remarks>
/// Training goes over choices, each beside items that the user did not choose; validation goes over users, for each of whom all items but those of the training rows are ranked.
/// Codes: 0 stands for users and items that the training rows do not have. Choices of unknown items cannot be predicted and are not judged, unknown users get what average users like;
/// both are counted in <see cref="Report"/>.
/// </remarks>
/// <example><code>
/// Frame liked = Frame.ReadCsv("ratings.csv").Filter(row => row.Number("rating") >= 4);
/// var data = new ImplicitData(liked, new() { UserName = "userId", ItemName = "movieId", Splitter = new LeaveLastSplitter(liked, "userId", "timestamp") });
/// Learner learner = ImplicitLearner.Create(data, new() { Learner = new() { Metrics = [new RecallAtK(), new NdcgAtK()] } });
/// learner.FitOneCycle(10, 5e-3);
/// </code></example>
public sealed class ImplicitData
{
    private readonly int[] _users;
    private readonly int[] _items;
    private readonly string[] _names;

    /// <summary>Splits the choices, and numbers the users and items of the training rows.</summary>
    /// <param name="choices">A table with one row a choice; columns but those of users and items do not matter.</param>
    /// <param name="options">Names and split; null means the first two columns and a random fifth.</param>
    /// <exception cref="HoneDataException">A column or a value is missing, the split is unusable, or a user chose every item.</exception>
    public ImplicitData(Frame choices, ImplicitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        options ??= new ImplicitOptions();
        if (choices.Columns.Count < 2)
        {
            throw new HoneDataException("A table of choices has users and items.", $"{choices.Columns.Count} columns: {string.Join(", ", choices.Names)}", nameof(ImplicitData), "add the missing column");
        }

        Frame = choices;
        User = options.UserName ?? choices.Names[0];
        Item = options.ItemName ?? choices.Names[1];
        _names = Words(choices[User]);
        string[] items = Words(choices[Item]);
        Split = options.Splitter.Split([.. Enumerable.Range(0, choices.RowCount).Select(row => row.ToString(CultureInfo.InvariantCulture))]);
        Split.Check(choices.RowCount);
        Frame train = choices.Take([.. Split.Train]);
        Users = [Categorify.Unknown, .. ColumnLevels.Sorted(train[User])];
        Items = [Categorify.Unknown, .. ColumnLevels.Sorted(train[Item])];
        _users = Codes(_names, Users);
        _items = Codes(items, Items);
        Seen = new SeenItems(Users.Count, Split.Train.Select(row => (_users[row], _items[row])));
        RequireOthers();
        Count();
    }

    /// <summary>The table as it was given.</summary>
    public Frame Frame { get; }

    /// <summary>Name of the column of users.</summary>
    public string User { get; }

    /// <summary>Name of the column of items.</summary>
    public string Item { get; }

    /// <summary>Positions of the parts in the table.</summary>
    public DataSplit Split { get; }

    /// <summary>The users of the training rows by code; the first is <c>#na#</c>.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>The items of the training rows by code; the first is <c>#na#</c>.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>What was out of the ordinary, counted: unknown users and items, repeated choices.</summary>
    public ProcReport Report { get; } = new();

    /// <summary>What each user chose in the training rows.</summary>
    internal SeenItems Seen { get; }

    /// <summary>How often each item was chosen in the training rows, by code: what a ranking by popularity, the baseline of every recommender, goes by.</summary>
    /// <returns>One number an item; 0 for <c>#na#</c>.</returns>
    public float[] Popularity()
    {
        var counts = new float[Items.Count];
        foreach (int row in Split.Train)
        {
            counts[_items[row]]++;
        }

        return counts;
    }

    /// <summary>Loaders for training and validation; the test part waits for <see cref="RankingLoader"/>.</summary>
    /// <remarks>A validation batch takes about 24 bytes for each of its users and each item: with very many items set <see cref="DataLoaderOptions.ValidBatchSize"/> lower.</remarks>
    /// <param name="options">Sizes and seed; null stands for batches of 64 that are prepared on the calling thread. Negative items are drawn anew in each epoch, from the seed.</param>
    /// <param name="negatives">Items beside each choice that the user did not choose in the training rows; 1, as in the paper.</param>
    /// <returns>
    /// Training: pairs <c>[batch, 1 + negatives, 2]</c> and relevance <c>[batch, 1 + negatives]</c>; validation: <c>[users, items, 2]</c> and <c>[users, items]</c>.
    /// </returns>
    public DataLoaders DataLoaders(DataLoaderOptions? options = null, int negatives = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(negatives, 1);
        options ??= new DataLoaderOptions { Workers = 0 };
        string[] ids = [.. Enumerable.Range(0, Frame.RowCount).Select(row => row.ToString(CultureInfo.InvariantCulture))];
        var train = new Dataset([new ChoiceColumn(_users, _items, negatives)], [new ChoiceRelevanceColumn(negatives)], ids, Split.Train);
        var training = new DataLoader(train, options with { Shuffle = true, DropLast = true, Augment = true, Transforms = [.. options.Transforms, new SampleNegatives(Seen, Items.Count)] });
        return new DataLoaders(training, RankingLoader(Split.Valid, options));
    }

    /// <summary>A loader over the users of some rows, with all items to rank: those of the rows are relevant, those of the training rows are left out.</summary>
    /// <param name="rows">Positions in the table, such as <c>Split.Test</c> at the very end.</param>
    /// <param name="options">Sizes; null stands for 64 users a batch.</param>
    /// <returns>Pairs <c>[users, items, 2]</c> and relevance <c>[users, items]</c>; identities are the names of the users, in the order of the rows.</returns>
    public DataLoader RankingLoader(IReadOnlyList<int> rows, DataLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new DataLoaderOptions { Workers = 0 };
        var relevant = new List<RankedUser>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (int row in rows)
        {
            int item = _items[row];
            if (item == 0 || Seen.Contains(_users[row], item))
            {
                continue;
            }

            if (!places.TryGetValue(_names[row], out int place))
            {
                place = relevant.Count;
                places.Add(_names[row], place);
                relevant.Add(new RankedUser(_names[row], _users[row], []));
            }

            relevant[place].Relevant.Add(item);
        }

        int[] all = [.. Enumerable.Range(0, relevant.Count)];
        var dataset = new Dataset([new AllItemsColumn(relevant, Items.Count)], [new RankingRelevanceColumn(relevant, Seen, Items.Count)], [.. relevant.Select(user => user.Name)], all);
        return new DataLoader(dataset, options with
        {
            BatchSize = options.ValidBatchSize ?? options.BatchSize,
            Shuffle = false,
            DropLast = false,
            Augment = false,
            Weights = null,
            PartialCount = null,
        });
    }

    /// <summary>Judges one and the same ranking for all validation users, such as <see cref="Popularity"/>: the baseline that a model has to beat.</summary>
    /// <param name="scores">One score an item, by code.</param>
    /// <param name="metrics">Such as <see cref="RecallAtK"/>; they are reset.</param>
    /// <returns>The value of each metric.</returns>
    /// <exception cref="HoneDataException">There is not one score for each item.</exception>
    public IReadOnlyList<MetricValue> Judge(IReadOnlyList<float> scores, IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(metrics);
        if (scores.Count != Items.Count)
        {
            throw new HoneDataException($"A score for each of {Items.Count} items, {Categorify.Unknown} included.", $"{scores.Count} scores", nameof(ImplicitData), "give one score a code, as Popularity does");
        }

        foreach (Metric metric in metrics)
        {
            metric.Reset();
        }

        float[] row = [.. scores];
        foreach (Batch batch in RankingLoader(Split.Valid).Read())
        {
            Tensor same = Tensor.From<float>([.. Enumerable.Repeat(row, batch.Count).SelectMany(values => values)], [batch.Count, row.Length]);
            foreach (Metric metric in metrics)
            {
                metric.Update(same, batch.Target!);
            }

            batch.Release();
        }

        return [.. metrics.Select(metric => new MetricValue(metric.Name, metric.Value, metric.Count, metric.HigherIsBetter))];
    }

    /// <summary>Sizes of the table and its parts.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Users.Count - 1} users, {Items.Count - 1} items, {Split} choices";

    private static string[] Words(FrameColumn column)
    {
        var words = new string[column.Count];
        for (int row = 0; row < words.Length; row++)
        {
            words[row] = column.TextAt(row) ?? throw new HoneDataException("Every choice has a user and an item.", $"none in row {row}; {column.MissingCount} of {column.Count} are missing", $"column {column.Name}", $"leave them out: Filter(row => !row.IsMissing(\"{column.Name}\"))");
        }

        return words;
    }

    private static int[] Codes(string[] words, IReadOnlyList<string> levels)
    {
        Dictionary<string, int> codes = levels.Select((level, code) => (level, code)).Skip(1).ToDictionary(pair => pair.level, pair => pair.code, StringComparer.Ordinal);
        return Array.ConvertAll(words, word => codes.GetValueOrDefault(word));
    }

    private void RequireOthers()
    {
        for (int user = 1; user < Users.Count; user++)
        {
            if (Seen.CountOf(user) == Items.Count - 1)
            {
                throw new HoneDataException("Every user leaves some item out: one that was not chosen stands beside each that was.", $"{User} {Users[user]} chose all {Items.Count - 1} items of the training rows", nameof(ImplicitData), "leave the user out, or add items");
            }
        }
    }

    private void Count()
    {
        Report.Add(new ProcNote(Item, $"chosen more than once by the same {User} in the training rows; counted each time", Split.Train.Count - Seen.Count));
        int[] valid = [.. Split.Valid];
        Report.Add(new ProcNote(User, "not in the training rows, taken for an average one", valid.Count(row => _users[row] == 0), Example(_users, _names)));
        Report.Add(new ProcNote(Item, "not in the training rows, cannot be recommended and is not judged", valid.Count(row => _items[row] == 0), Example(_items, null)));
        Report.Add(new ProcNote(Item, $"chosen by the same {User} in the training rows already, not judged", valid.Count(row => Seen.Contains(_users[row], _items[row]))));

        string? Example(int[] codes, string[]? names)
        {
            int row = Array.Find(valid, candidate => codes[candidate] == 0);
            return names is null ? Frame[Item].TextAt(row) : names[row];
        }
    }
}
