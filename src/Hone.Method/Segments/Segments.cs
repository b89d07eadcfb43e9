using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Finds where a run struggles: validation items that one or two columns describe, on which it is clearly worse than on the others.</summary>
/// <remarks>
/// Shallow trees on the loss of each item, over every column and over pairs of the columns that explain most of it. A leaf is reported where it has enough support, its score is worse by
/// enough, and the interval of its difference to the other items stays above zero although it was chosen from many (Holm). Few rows are said to be few; they are no clean bill.
/// </remarks>
public static class Segments
{
    private const int LeastRows = 100;
    private const int LeastItems = 10;
    private const int PairedColumns = 6;
    private const double MostOverlap = 0.5;

    /// <summary>Finds the weak segments of a run over the columns of the project's data.</summary>
    /// <param name="project">The project with its data.</param>
    /// <param name="run">A run with validation predictions.</param>
    /// <param name="options">What counts as weak.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="RunException">The run has no validation predictions.</exception>
    /// <exception cref="RawDataException">There are no data.</exception>
    /// <exception cref="MetricException">The metric cannot be computed from rows of predictions.</exception>
    public static SegmentReport Find(Project project, StoredRun run, SegmentOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(run);
        ProjectDataset data = project.Data.Load(cancellationToken);
        RunPredictions predictions = run.ReadValidPredictions();
        Dictionary<string, int> positions = data.Ids.Select((id, row) => (id, row)).ToDictionary(pair => pair.id, pair => pair.row, StringComparer.Ordinal);
        string[] strangers = [.. predictions.Ids.Where(id => !positions.ContainsKey(id))];
        if (strangers.Length > 0)
        {
            throw new RunException(
                ExitCode.BadInput,
                "validation predictions of items of the project's data",
                $"{strangers.Length} of {predictions.Ids.Count} ids that the data do not have: {string.Join(", ", strangers.Take(3))}",
                run.Directory,
                "look at the id column of the data (hone data add --id)");
        }

        int[] rows = [.. predictions.Ids.Select(id => positions[id])];

        // What is asked is where, so a class of the target is a place too; the size of a number is not.
        IEnumerable<FrameColumn> columns = data.Columns.Columns.Where(column => column.Name != data.Target || data.IsClassification);
        return Find(run.Id, ScoreMetric.Named(project.Charter.Metric), predictions, columns, rows, options, cancellationToken);
    }

    internal static SegmentReport Find(
        string runId, ScoreMetric metric, RunPredictions predictions, IEnumerable<FrameColumn> frame, IReadOnlyList<int> rows, SegmentOptions? options, CancellationToken cancellationToken)
    {
        options ??= new SegmentOptions();
        int n = predictions.Ids.Count;
        double score = metric.Score(predictions);
        SegmentColumn[] columns = [.. frame.Select(column => SegmentColumn.Of(column, rows)).OfType<SegmentColumn>()];
        var report = new SegmentReport
        {
            RunId = runId,
            Metric = metric.Name,
            Score = score,
            N = n,
            Columns = [.. columns.Select(column => column.Name)],
            Compared = 0,
            Weak = [],
        };
        if (n < LeastRows)
        {
            return report with { NotChecked = $"not enough rows: {n} validation items, {LeastRows} are the fewest in which a segment can be told from chance" };
        }

        double[] losses = ItemLoss.Of(metric, predictions);
        double total = losses.Sum();
        if (columns.Length == 0 || total == 0)
        {
            return report with { NotChecked = columns.Length == 0 ? "no column beside the target says anything about the items" : "no item has an error" };
        }

        int least = Math.Max(LeastItems, (int)Math.Ceiling(options.Support * n));
        SegmentLeaf[] leaves = [.. Leaves(columns, new SegmentTree(losses, least), cancellationToken)];
        return report with { Compared = leaves.Length, Weak = Weak(metric, predictions, score, losses, total, leaves, options) };
    }

    private static IEnumerable<SegmentLeaf> Leaves(SegmentColumn[] columns, SegmentTree tree, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var singles = new List<(SegmentColumn Column, IReadOnlyList<SegmentLeaf> Leaves, double Explained)>();
        foreach (SegmentColumn column in columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (IReadOnlyList<SegmentLeaf> leaves, double explained) = tree.Grow([column]);
            singles.Add((column, leaves, explained));
        }

        SegmentColumn[] strongest = [.. singles.OrderByDescending(single => single.Explained).Take(PairedColumns).Select(single => single.Column)];
        IEnumerable<SegmentLeaf> pairs = strongest.SelectMany((first, i) => strongest.Skip(i + 1).SelectMany(second =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return tree.Grow([first, second]).Leaves;
        }));

        // Two trees may end in the same leaf; it is one comparison.
        return singles.SelectMany(single => single.Leaves).Concat(pairs).Where(leaf => seen.Add(string.Join(',', leaf.Items)));
    }

    /// <summary>Holm's steps from the clearest difference downwards: the i-th of m is held to confidence 1 - alpha / (m - i), and the first that fails ends them.</summary>
    private static Segment[] Weak(
        ScoreMetric metric, RunPredictions predictions, double score, double[] losses, double total, SegmentLeaf[] leaves, SegmentOptions options)
    {
        (SegmentLeaf Leaf, double Difference, double Error)[] ordered =
        [
            .. leaves.Select(leaf => Compare(leaf, losses)).OrderByDescending(row => row.Error == 0 ? double.MaxValue : row.Difference / row.Error),
        ];
        var weak = new List<(Segment Segment, HashSet<int> Items)>();
        for (int i = 0; i < ordered.Length; i++)
        {
            (SegmentLeaf leaf, double difference, double error) = ordered[i];
            double alpha = (1 - options.Confidence) / (ordered.Length - i);
            double z = Normal.UpperQuantile(alpha / 2);
            if (difference - (z * error) <= 0)
            {
                break;
            }

            double own = metric.Score(predictions, leaf.Items);
            double drop = (metric.Direction == MetricDirection.Higher ? score - own : own - score) / Math.Abs(score);
            if (drop > options.RelativeDrop)
            {
                weak.Add((new Segment
                {
                    Rule = leaf.Rule,
                    Columns = leaf.Columns,
                    N = leaf.Items.Length,
                    Support = (double)leaf.Items.Length / losses.Length,
                    Score = own,
                    RelativeDrop = drop,
                    LossShare = leaf.Items.Sum(item => losses[item]) / total,
                    LossDifference = difference,
                    Interval = new Interval(difference - (z * error), difference + (z * error), 1 - alpha),
                    TotalLoss = total,
                }, [.. leaf.Items]));
            }
        }

        // The one that takes most of the loss away stands for those that are nearly the same items.
        var kept = new List<(Segment Segment, HashSet<int> Items)>();
        foreach ((Segment Segment, HashSet<int> Items) candidate in weak.OrderByDescending(row => row.Segment.Headroom).ThenBy(row => row.Segment.Rule, StringComparer.Ordinal))
        {
            bool isNew = kept.All(other => candidate.Items.Count(other.Items.Contains) <= MostOverlap * Math.Min(candidate.Items.Count, other.Items.Count));
            if (isNew && kept.Count < options.Most)
            {
                kept.Add(candidate);
            }
        }

        return [.. kept.Select(row => row.Segment)];
    }

    /// <summary>Mean loss inside - outside with its standard error √(s²_in / n_in + s²_out / n_out).</summary>
    private static (SegmentLeaf Leaf, double Difference, double Error) Compare(SegmentLeaf leaf, double[] losses)
    {
        HashSet<int> inside = [.. leaf.Items];
        double[] own = [.. leaf.Items.Select(item => losses[item])];
        double[] others = [.. Enumerable.Range(0, losses.Length).Where(item => !inside.Contains(item)).Select(item => losses[item])];
        return (leaf, own.Average() - others.Average(), Math.Sqrt((Variance(own) / own.Length) + (Variance(others) / others.Length)));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Length < 2 ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
