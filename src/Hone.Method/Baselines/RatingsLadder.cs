using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The ladder of ratings: zeros, global mean, user and item bias.</summary>
public sealed class RatingsLadder : LadderTask
{
    // Ratings that every bias is shrunk by: a film with one rating is not 5.0 (Koren, "Factor in the neighbors", 2010, uses 10 and 15).
    private const double Shrinkage = 10;

    private readonly string[] _users;
    private readonly string[] _items;
    private readonly LadderRows _rows;
    private readonly LadderTargets _targets;
    private readonly string _metric;

    private RatingsLadder(string[] users, string[] items, LadderRows rows, LadderTargets targets, string metric)
        : base(rows.ValidIds, targets.Valid)
    {
        _users = users;
        _items = items;
        _rows = rows;
        _targets = targets;
        _metric = metric;
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Ratings;

    /// <inheritdoc/>
    public override IReadOnlyList<LadderRung> Rungs =>
    [
        .. _targets.TrivialRungs(_metric),
        new("item bias", "the mean rating plus how much the item is above it", false, (_, _) => Biases(withUsers: false)),
        new("user and item bias", "the mean rating plus how much the item and the user are above it", false, (_, _) => Biases(withUsers: true)),
    ];

    /// <summary>Makes the task.</summary>
    /// <param name="frame">A table with a row for each rating.</param>
    /// <param name="user">The column of users.</param>
    /// <param name="item">The column of items.</param>
    /// <param name="rating">The column of ratings.</param>
    /// <param name="metric">The metric of the project, one of values.</param>
    /// <param name="rows">The training and validation rows.</param>
    /// <exception cref="BaselineException">A column or a rating is missing, or the metric is one of classes.</exception>
    public static RatingsLadder Of(Frame frame, string user, string item, string rating, string metric, LadderRows rows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(rows);
        string[] missing = [.. new[] { user, item, rating }.Where(column => !frame.Contains(column))];
        if (missing.Length > 0)
        {
            throw new BaselineException(
                ExitCode.BadInput, "columns of users, items and ratings", $"no column {string.Join(", ", missing)} among {string.Join(", ", frame.Names.Take(12))}", "the table of ratings", "name them with --user, --item and the target of the project");
        }

        if (ScoreMetric.Named(metric).IsOfClasses)
        {
            throw new BaselineException(ExitCode.Usage, "a metric of values for ratings, such as rmse or mae", metric, Project.CharterFile, "change the metric of the project");
        }

        LadderTargets targets = TableLadder.TargetsOf(frame, rating, metric, rows);
        string[] users = [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[user].TextAt(row) ?? "")];
        string[] items = [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[item].TextAt(row) ?? "")];
        return new RatingsLadder(users, items, rows, targets, metric);
    }

    /// <summary>b_i = Σ (r - μ) / (n_i + λ), then b_u = Σ (r - μ - b_i) / (n_u + λ); unknown users and items have bias 0.</summary>
    private RungPredictions Biases(bool withUsers)
    {
        double mean = _targets.Train.Average();
        Dictionary<string, double> items = BiasOf(_items, index => _targets.Train[index] - mean);
        Dictionary<string, double> users = withUsers
            ? BiasOf(_users, index => _targets.Train[index] - mean - items.GetValueOrDefault(_items[_rows.Train[index]]))
            : [];
        return new RungPredictions(
            [.. _rows.Valid.Select(row => (float)(mean + items.GetValueOrDefault(_items[row]) + users.GetValueOrDefault(_users[row])))],
            withUsers ? _targets.Repeat([mean]) : null);
    }

    private Dictionary<string, double> BiasOf(string[] keys, Func<int, double> residual)
    {
        var sums = new Dictionary<string, (double Sum, int Count)>(StringComparer.Ordinal);
        for (int index = 0; index < _rows.Train.Count; index++)
        {
            string key = keys[_rows.Train[index]];
            (double sum, int count) = sums.GetValueOrDefault(key);
            sums[key] = (sum + residual(index), count + 1);
        }

        return sums.ToDictionary(pair => pair.Key, pair => pair.Value.Sum / (pair.Value.Count + Shrinkage), StringComparer.Ordinal);
    }
}
