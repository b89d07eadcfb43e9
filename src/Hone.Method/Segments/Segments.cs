using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Finds where a run struggles: validation items that one or two columns describe, on which it is clearly worse than on the others.</summary>
/// <remarks>
/// Shallow trees on the loss of each item, over every column and over pairs of the columns that explain most of it. A tree picks the cuts where the loss happens to be high, so its leaves
/// are measured on items that it has not seen: trees of one half of the items on the other half, and the other way round. A leaf is reported where it has enough support, its score is worse
/// by enough, and the interval of its difference to the other items stays above zero although it is one of many (Holm). Few rows are said to be few; they are no clean bill.
/// </remarks>
public static class Segments
{
    private const int LeastRows = 200;
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
        string[] left = [.. ProjectColumns.DroppedBy(project).Where(data.Columns.Contains)];
        IEnumerable<FrameColumn> columns = data.Columns.Columns.Where(column => !left.Contains(column.Name) && (data.IsClassification || !data.Targets.Contains(column.Name)));
        return Find(run.Id, ProjectMetric.Of(project), predictions, columns, rows, options, cancellationToken) with { LeftOut = left };
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

        int[] order = new IdHash(0, "segments").Shuffle(Enumerable.Range(0, n), predictions.Ids);
        int[] first = order[..(n / 2)];
        int[] second = order[(n / 2)..];
        int least = Math.Max(LeastItems, (int)Math.Ceiling(options.Support * first.Length));
        var tree = new SegmentTree(losses, least);
        SegmentCandidate[] candidates =
        [
            .. Candidates(columns, tree, first, second, least, cancellationToken),
            .. Candidates(columns, tree, second, first, least, cancellationToken),
        ];
        return report with { Compared = candidates.Length, Weak = Weak(metric, predictions, losses, candidates, options) };
    }

    private static IEnumerable<SegmentCandidate> Candidates(
        SegmentColumn[] columns, SegmentTree tree, int[] grow, int[] measure, int least, CancellationToken cancellationToken)
    {
        var singles = new List<(SegmentColumn Column, IReadOnlyList<SegmentLeaf> Leaves, double Explained)>();
        foreach (SegmentColumn column in columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (IReadOnlyList<SegmentLeaf> leaves, double explained) = tree.Grow([column], grow);
            singles.Add((column, leaves, explained));
        }

        SegmentColumn[] strongest = [.. singles.OrderByDescending(single => single.Explained).Take(PairedColumns).Select(single => single.Column)];
        IEnumerable<SegmentLeaf> pairs = strongest.SelectMany((one, i) => strongest.Skip(i + 1).SelectMany(other =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return tree.Grow([one, other], grow).Leaves;
        }));

        // Two trees may end in the same leaf; it is one comparison.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return singles.SelectMany(single => single.Leaves).Concat(pairs)
            .Where(leaf => seen.Add(string.Join(',', leaf.Items)))
            .Select(leaf => new SegmentCandidate(leaf, [.. measure.Where(leaf.Holds)], measure, [.. grow.Concat(measure).Where(leaf.Holds)]))
            .Where(candidate => candidate.Measured.Length >= least);
    }

    /// <summary>Holm's steps from the clearest difference downwards: the i-th of m is held to confidence 1 - alpha / (m - i), and the first that fails ends them.</summary>
    private static Segment[] Weak(ScoreMetric metric, RunPredictions predictions, double[] losses, SegmentCandidate[] candidates, SegmentOptions options)
    {
        (SegmentCandidate Candidate, double Difference, double Error)[] ordered =
        [
            .. candidates.Select(candidate => Compare(candidate, losses)).OrderByDescending(row => row.Difference / row.Error),
        ];
        var weak = new List<(Segment Segment, HashSet<int> Items)>();
        for (int i = 0; i < ordered.Length; i++)
        {
            (SegmentCandidate candidate, double difference, double error) = ordered[i];
            double alpha = (1 - options.Confidence) / (ordered.Length - i);
            double z = Normal.UpperQuantile(alpha / 2);
            if (difference - (z * error) <= 0)
            {
                break;
            }

            double all = metric.Score(predictions, candidate.Half);
            double own = metric.Score(predictions, candidate.Measured);
            double drop = (metric.Direction == MetricDirection.Higher ? all - own : own - all) / Math.Abs(all);
            if (drop > options.RelativeDrop)
            {
                double total = candidate.Half.Sum(item => losses[item]);
                weak.Add((new Segment
                {
                    Rule = candidate.Leaf.Rule,
                    Columns = candidate.Leaf.Columns,
                    N = candidate.Measured.Length,
                    Support = (double)candidate.Measured.Length / candidate.Half.Length,
                    Score = own,
                    RelativeDrop = drop,
                    LossShare = candidate.Measured.Sum(item => losses[item]) / total,
                    LossDifference = difference,
                    Interval = new Interval(difference - (z * error), difference + (z * error), 1 - alpha),
                    TotalLoss = total,
                }, candidate.Everywhere));
            }
        }

        // The clearest stands for those that are nearly the same items; what takes most of the loss away is shown first.
        var kept = new List<(Segment Segment, HashSet<int> Items)>();
        foreach ((Segment Segment, HashSet<int> Items) row in weak)
        {
            if (kept.All(other => row.Items.Count(other.Items.Contains) <= MostOverlap * Math.Min(row.Items.Count, other.Items.Count)))
            {
                kept.Add(row);
            }
        }

        return [.. kept.Select(row => row.Segment).OrderByDescending(segment => segment.Headroom).Take(options.Most)];
    }

    /// <summary>
    /// Mean loss inside - outside with its standard error: √(s²_in / n_in + s²_out / n_out), and no less than with the spread of all items in both places, because few items with the same
    /// loss show no spread of their own.
    /// </summary>
    private static (SegmentCandidate Candidate, double Difference, double Error) Compare(SegmentCandidate candidate, double[] losses)
    {
        HashSet<int> inside = [.. candidate.Measured];
        double[] own = [.. candidate.Measured.Select(item => losses[item])];
        double[] others = [.. candidate.Half.Where(item => !inside.Contains(item)).Select(item => losses[item])];
        if (others.Length == 0)
        {
            return (candidate, 0, 1);
        }

        double spread = Variance([.. candidate.Half.Select(item => losses[item])]);
        double apart = (Variance(own) / own.Length) + (Variance(others) / others.Length);
        double together = (spread / own.Length) + (spread / others.Length);
        return (candidate, own.Average() - others.Average(), Math.Max(double.Epsilon, Math.Sqrt(Math.Max(apart, together))));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Length < 2 ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
