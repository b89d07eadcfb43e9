using Hone.Nn;

namespace Hone.Learn;

/// <summary>Recommends items to users with a trained model of choices: no learner, no data. From a file it says what it said before.</summary>
/// <remarks>
/// Immutable and safe for use by several threads at once. The items that a user chose in the training rows are left out, because they are known to the user; an unknown user gets
/// what average users like. A file holds data and no code; it names users and items as the table did and keeps what each user chose, so it is as private as the table.
/// </remarks>
/// <example><code>
/// learner.ExportRecommender(data, "films.hone");
/// Recommender recommender = Recommender.Load("films.hone");
/// foreach (ScoredItem film in recommender.Recommend("42"))
/// {
///     Console.WriteLine($"{film.Item} {film.Score:0.00}");
/// }
/// </code></example>
public sealed class Recommender
{
    private readonly SeenItems _seen;
    private readonly Dictionary<string, int> _codes;

    internal Recommender(string user, string item, IReadOnlyList<string> users, IReadOnlyList<string> items, Module model, SeenItems seen)
    {
        User = user;
        Item = item;
        Users = users;
        Items = items;
        Model = model;
        _seen = seen;
        _codes = users.Select((name, code) => (name, code)).Skip(1).ToDictionary(pair => pair.name, pair => pair.code, StringComparer.Ordinal);
        Try();
    }

    /// <summary>Name of the column of users.</summary>
    public string User { get; }

    /// <summary>Name of the column of items.</summary>
    public string Item { get; }

    /// <summary>The users of the training rows by code; the first, <c>#na#</c>, stands for unknown ones.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>The items of the training rows by code; the first, <c>#na#</c>, stands for unknown ones.</summary>
    public IReadOnlyList<string> Items { get; }

    internal Module Model { get; }

    /// <summary>Joins a learner of <see cref="ImplicitLearner.Create"/> with the choices that it was made with.</summary>
    /// <param name="learner">The learner; its model is switched to evaluation. It may go on training, the recommender then changes with it.</param>
    /// <param name="data">The choices.</param>
    /// <returns>A recommender, ready.</returns>
    /// <exception cref="HoneException">The model is not for these users and items.</exception>
    public static Recommender Of(Learner learner, ImplicitData data)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(data);
        learner.Model.Eval();
        return new Recommender(data.User, data.Item, data.Users, data.Items, learner.Model, data.Seen);
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote, builds its model and tries it once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What files may name, and limits.</param>
    /// <returns>A recommender, ready.</returns>
    /// <exception cref="HoneDataException">There is no such file, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">The file is no recommender, is newer than this Hone, names something unknown, or was changed.</exception>
    public static Recommender Load(string path, PredictorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RecommenderFile.Read(path, options ?? new PredictorOptions());
    }

    /// <summary>Whether a file holds a recommender, by the first words of its description; false for everything else, and for what cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>True when <see cref="Load"/> is its reader.</returns>
    public static bool IsRecommender(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RecommenderFile.IsRecommender(path);
    }

    /// <summary>Writes model, users, items and choices into one <c>.hone</c> file; a crash leaves the old file or the new one.</summary>
    /// <param name="path">The file; its folder is created when missing.</param>
    /// <param name="options">The catalog of configurations; Hone's own unless told.</param>
    /// <exception cref="HoneException">The model cannot be told as data, the names are too long, or the file cannot be written.</exception>
    public void Save(string path, ExportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RecommenderFile.Write(path, this, _seen, (options ?? new ExportOptions()).Catalog);
    }

    /// <summary>Whether a user occurs in the training rows.</summary>
    /// <param name="user">The user.</param>
    /// <returns>False for one who gets what average users like.</returns>
    public bool Knows(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _codes.ContainsKey(user);
    }

    /// <summary>Items that a user has not chosen in the training rows, by score.</summary>
    /// <param name="user">The user; an unknown one gets what average users like.</param>
    /// <param name="count">How many, at least 1; 10.</param>
    /// <returns>The best first; equal ones in the order of the items. Scores compare items for one user, they are no probabilities.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<ScoredItem> Recommend(string user, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int code = _codes.GetValueOrDefault(user);
        float[] scores = Scores(code);
        return
        [
            .. Enumerable.Range(1, Items.Count - 1)
                .Where(item => !_seen.Contains(code, item))
                .OrderByDescending(item => scores[item])
                .Take(count)
                .Select(item => new ScoredItem(Items[item], scores[item])),
        ];
    }

    private float[] Scores(int user)
    {
        var pairs = new long[2 * Items.Count];
        for (int item = 0; item < Items.Count; item++)
        {
            pairs[2 * item] = user;
            pairs[(2 * item) + 1] = item;
        }

        return Forward(Tensor.From<long>(pairs, [1, Items.Count, 2]));
    }

    private float[] Forward(Tensor pairs)
    {
        using NoGrad none = NoGrad.Enter();
        using StepScope step = StepScope.Begin();
        return Model.Forward(pairs).ToArray<float>();
    }

    /// <summary>Sends the last user and the last item through: a model of other choices shows now.</summary>
    private void Try()
    {
        float[] scores = Forward(Tensor.From<long>([Users.Count - 1, Items.Count - 1], [1, 1, 2]));
        if (scores.Length != 1)
        {
            throw new HoneException("A model with one score for a pair of user and item.", $"{scores.Length}", nameof(Recommender), "use the learner of ImplicitLearner.Create");
        }
    }
}
