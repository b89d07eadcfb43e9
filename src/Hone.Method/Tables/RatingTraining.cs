using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method;

/// <summary>Learns ratings of items by users: the mean, biases, a dot product, a net, and their ensemble, each with its root mean squared error and interval.</summary>
/// <remarks>Users and items that the training ratings do not have are taken for average ones, and counted. The same seed and machine give the same numbers.</remarks>
/// <example><code>
/// TableTrainingResult result = RatingTraining.Run(Frame.ReadCsv("ratings.csv"), new() { User = "userId", Item = "movieId", Rating = "rating" });
/// result.Predictor.Save("films.hone");
/// </code></example>
public static class RatingTraining
{
    private const string MeanName = "global mean";
    private const string BiasName = "user and item biases";
    private const string DotName = "dot product";
    private const string NetName = "neural";
    private const int Rungs = 5;

    /// <summary>Ratings that a bias of 0 weighs as much as: few ratings say little about a user.</summary>
    private const double Damping = 5;

    private const int BatchSize = 256;

    /// <summary>The best rating must be within reach of a sigmoid.</summary>
    private const double Headroom = 0.1;

    /// <summary>Checks and parts the ratings, then fits rung after rung.</summary>
    /// <param name="ratings">One row a rating; other columns do not matter.</param>
    /// <param name="options">Which columns are what, and how to part.</param>
    /// <param name="observer">Told what happens; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work at the next batch.</param>
    /// <returns>The rungs with their errors, and the best of them ready to predict.</returns>
    /// <exception cref="HoneDataException">A column does not exist, the rating is no number, missing everywhere or the same in all rows, or there are too few rows; the message names column, row and value.</exception>
    /// <exception cref="TableException">Options contradict each other.</exception>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public static TableTrainingResult Run(Frame ratings, RatingTrainingOptions options, ITableTrainingObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentNullException.ThrowIfNull(options);
        var notes = new ObservedNotes(observer);
        Frame known = Known(ratings, options, notes.Report);
        TableRows rows = options.Split == TableSplit.Time
            ? TableSplitting.Time(known, options.ValidFraction, options.Date, notes.Report)
            : TableSplitting.Random(known, options.ValidFraction, options.Seed, null, notes.Report);
        notes.Tell();
        CollabData data = Data(rows.Table, rows.Train, rows.Valid, options);
        notes.Add(data.Table.Report);
        var description = new TableDescription(Describe(ratings, options), options.Rating, [], TableMetric.Rmse, rows.Words, rows.Train.Length, rows.Valid.Length);
        observer?.Described(description);

        double[] targets = Array.ConvertAll(data.Table.Targets(rows.Valid), target => (double)target);
        var ladder = new TrainingLadder(data.Table, rows.Table.Take(rows.Valid).Select(options.User, options.Item), targets, TableMetric.Rmse, Rungs, observer, cancellationToken);
        foreach (string name in (string[])[MeanName, BiasName, DotName, NetName])
        {
            ladder.Climb(name, () => Fit(name, data, options, observer, cancellationToken));
        }

        ladder.Join("ensemble", DotName, NetName);
        TableTrainingResult result = ladder.Result(description, notes.All);
        if (!options.Refit)
        {
            return result;
        }

        CollabData all = Data(rows.Table, [.. Enumerable.Range(0, rows.Table.RowCount)], [], options);
        return ladder.Refit(result, all.Table, name => Fit(name, all, options, observer, cancellationToken).Member);
    }

    private static CollabData Data(Frame table, int[] train, int[] valid, RatingTrainingOptions options) => new(table, new CollabOptions
    {
        UserName = options.User,
        ItemName = options.Item,
        RatingName = options.Rating,
        Splitter = new IndexSplitter(train, valid),
    });

    private static (TableMember Member, string Detail) Fit(string name, CollabData data, RatingTrainingOptions options, ITableTrainingObserver? observer, CancellationToken cancellationToken) => name switch
    {
        MeanName => (new NetMember(new RatingBiases(data, [.. data.Table.Split.Train]).Mean()), "one number"),
        BiasName => (new NetMember(new RatingBiases(data, [.. data.Table.Split.Train]).Fit(Damping)), $"damped by {Damping} ratings"),
        DotName => (Dot(data, options, observer, cancellationToken), $"{options.Factors} factors"),
        _ => (Net(data, options, observer, cancellationToken), "a hidden layer"),
    };

    private static Frame Known(Frame ratings, RatingTrainingOptions options, ProcReport notes)
    {
        string[] names = [options.User, options.Item, options.Rating];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw new TableException(ExitCode.Usage, "three columns: users, items and ratings", string.Join(", ", names), "the columns", "name each once");
        }

        (Frame known, _) = TableTarget.Check(ratings, new TableTrainingOptions { Target = options.Rating, Task = TableTask.Numbers }, notes);
        foreach (string name in (string[])[options.User, options.Item])
        {
            notes.Add(new ProcNote(name, "missing, so that nobody knows whose rating it is; left out", known[name].MissingCount));
            known = known.Filter(row => !row.IsMissing(name));
        }

        return options.Date is { } date ? known.Select([.. names, .. names.Contains(date) ? (string[])[] : [date]]) : known;
    }

    private static IReadOnlyList<DescribedColumn> Describe(Frame ratings, RatingTrainingOptions options) =>
    [
        .. ratings.Columns.Select(column => new DescribedColumn(
            column.Name,
            column.Kind.ToString(),
            column.Name == options.Rating ? ColumnRole.Target : column.Name == options.User || column.Name == options.Item ? ColumnRole.Category : ColumnRole.LeftOut,
            column.MissingCount)),
    ];

    /// <summary>A dot product of factors with biases; the book's weight decay, doubled, because users with few ratings must stay near the mean.</summary>
    private static NetMember Dot(CollabData data, RatingTrainingOptions options, ITableTrainingObserver? observer, CancellationToken cancellationToken)
    {
        Learner learner = CollabLearner.Create(data, new CollabLearnerOptions
        {
            Factors = options.Factors,
            YRange = Range(data),
            Loaders = Loaders(data, options),
            Seed = options.Seed,
            Learner = new LearnerOptions { WeightDecay = 0.2 },
        });
        return Fit(learner, options, observer, cancellationToken);
    }

    /// <summary>A net over narrow embeddings of which half is dropped: wide ones know the training ratings by heart.</summary>
    private static NetMember Net(CollabData data, RatingTrainingOptions options, ITableTrainingObserver? observer, CancellationToken cancellationToken)
    {
        const int Width = 32;
        TabularModel model = new TabularModel([new(data.Users.Count, Width), new(data.Items.Count, Width)], continuous: 0, outputs: 1, new TabularModelOptions
        {
            Layers = [100],
            Dropouts = [0.3],
            EmbeddingDropout = 0.5,
            YRange = Range(data),
        }).Initialize(options.Seed);
        var learner = new Learner(data.Table.DataLoaders(Loaders(data, options)), model, new LearnerOptions { WeightDecay = 0.1, Callbacks = [new ColdStart()] });
        return Fit(learner, options, observer, cancellationToken);
    }

    private static NetMember Fit(Learner learner, RatingTrainingOptions options, ITableTrainingObserver? observer, CancellationToken cancellationToken)
    {
        learner.FitOneCycle(options.Epochs, 5e-3, new FitOptions { CancellationToken = cancellationToken, Progress = observer is null ? null : new NetAdvance(observer) });
        cancellationToken.ThrowIfCancellationRequested();
        return new NetMember(learner.Model);
    }

    private static SigmoidRange Range(CollabData data)
    {
        float[] ratings = data.Table.Targets(data.Table.Split.Train);
        double low = ratings.Min();
        double high = ratings.Max();
        return new SigmoidRange(low - (Headroom * (high - low)), high + (Headroom * (high - low)));
    }

    private static DataLoaderOptions Loaders(CollabData data, RatingTrainingOptions options) => new()
    {
        BatchSize = Math.Min(BatchSize, Math.Max(16, data.Table.Split.Train.Count / 50)),
        Workers = 0,
        Seed = options.Seed,
    };
}
