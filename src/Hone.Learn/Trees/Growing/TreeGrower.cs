namespace Hone.Learn;

/// <summary>
/// Grows the trees of forests, depth first, one tree at a time in memory that is used again. A node's rows lie together; for each column that is looked at, their
/// codes are gathered, grouped (by counting when codes are few, by sorting when rows are few), and the groups swept once from left to right.
/// </summary>
internal sealed class TreeGrower
{
    private const int CountingFactor = 4;

    private readonly RankedColumn[] _columns;
    private readonly GrowthRules _rules;
    private readonly SplitScan _scan;
    private readonly KeySort _sort = new();
    private readonly TreeBuilder _builder;
    private readonly int[] _features;
    private readonly double[] _total;
    private readonly double[] _sides;
    private readonly int[] _sideCounts = new int[3];
    private readonly Stack<Pending> _pending = new();

    private TrainingRow[] _rows = [];
    private TrainingRow[] _aside = [];
    private ushort[] _codes = [];
    private uint[] _keys = [];
    private double[] _byCode = [];
    private int[] _countByCode = [];
    private double[] _sums = [];
    private int[] _counts = [];
    private int[] _groupCodes = [];

    public TreeGrower(RankedColumn[] columns, GrowthRules rules)
    {
        _columns = columns;
        _rules = rules;
        _scan = rules.CreateScan();
        _builder = new TreeBuilder(rules.Outputs);
        _features = new int[columns.Length];
        _total = new double[_scan.Channels];
        _sides = new double[3 * _scan.Channels];
    }

    /// <summary>A node that waits: its rows and where it stands.</summary>
    private readonly record struct Pending(int Node, int Start, int End, int Depth);

    /// <summary>Grows one tree.</summary>
    /// <param name="targets">Numbers, or indices of classes.</param>
    /// <param name="weights">One weight per row; rows of weight 0 are left out.</param>
    /// <param name="random">Draws columns and thresholds.</param>
    /// <param name="cancellationToken">Stops between two nodes.</param>
    public Tree Grow(double[] targets, double[] weights, RandomStream random, CancellationToken cancellationToken)
    {
        int count = TakeRows(targets, weights);
        for (int f = 0; f < _features.Length; f++)
        {
            _features[f] = f;
        }

        _builder.Clear();
        _pending.Clear();
        _pending.Push(new Pending(_builder.Add(1), 0, count, 0));
        while (_pending.TryPop(out Pending node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Visit(node, random);
        }

        return _builder.Build();
    }

    private int TakeRows(double[] targets, double[] weights)
    {
        if (_rows.Length < targets.Length)
        {
            int capacity = targets.Length;
            _rows = new TrainingRow[capacity];
            _aside = new TrainingRow[capacity];
            _codes = new ushort[capacity];
            _keys = new uint[Math.Min(capacity, ushort.MaxValue + 1)];
            int groups = Math.Min(capacity, RankedColumn.MaxBins + 1);
            _sums = new double[groups * _scan.Channels];
            _counts = new int[groups];
            _groupCodes = new int[groups];
        }

        int count = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            if (weights[row] > 0)
            {
                _rows[count++] = new TrainingRow(weights[row], targets[row], row);
            }
        }

        return count;
    }

    private void Visit(Pending node, RandomStream random)
    {
        ReadOnlySpan<TrainingRow> rows = _rows.AsSpan(node.Start, node.End - node.Start);
        Span<double> total = _total;
        total.Clear();
        _scan.AddAll(rows, total);
        SetValues(node.Node, total);

        bool isLeaf = node.Depth >= _rules.MaxDepth
            || rows.Length < _rules.MinSamplesSplit
            || rows.Length < 2 * _rules.MinSamplesLeaf
            || IsPure(rows);
        if (isLeaf)
        {
            return;
        }

        var best = new SplitCandidate { Feature = -1, Score = double.NegativeInfinity };
        FindSplit(rows, random, ref best);
        if (best.Feature < 0)
        {
            return;
        }

        int middle = node.Start + Partition(node.Start, node.End, best);
        int left = _builder.Add(2);
        double gain = Math.Max(0, best.Score - _scan.Score(total));

        // Where a node has no missing value to learn from, later ones go with the larger side.
        bool missingGoesRight = best.SawMissing ? best.MissingGoesRight : middle - node.Start < node.End - middle;
        _builder.SetSplit(node.Node, TreeNode.Split(best.Feature, best.Threshold, missingGoesRight, left), gain);
        _pending.Push(new Pending(left + 1, middle, node.End, node.Depth + 1));
        _pending.Push(new Pending(left, node.Start, middle, node.Depth + 1));
    }

    /// <summary>Class probabilities, or the mean.</summary>
    private void SetValues(int node, ReadOnlySpan<double> total)
    {
        Span<double> values = _builder.Values(node);
        if (_rules.Outputs <= 2)
        {
            double mean = total[1] / total[0];
            values[^1] = mean;
            if (_rules.Outputs == 2)
            {
                values[0] = 1 - mean;
            }

            _builder.SetWeight(node, total[0]);
            return;
        }

        double weight = 0;
        foreach (double part in total)
        {
            weight += part;
        }

        for (int k = 0; k < values.Length; k++)
        {
            values[k] = total[k] / weight;
        }

        _builder.SetWeight(node, weight);
    }

    private static bool IsPure(ReadOnlySpan<TrainingRow> rows)
    {
        double first = rows[0].Target;
        foreach (ref readonly TrainingRow row in rows)
        {
            if (row.Target != first)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Looks at columns in random order until as many as the rules say have been seen, and further while none of them could be split. All columns are looked at in
    /// their own order, so that equal splits are decided the same way.
    /// </summary>
    private void FindSplit(ReadOnlySpan<TrainingRow> rows, RandomStream random, ref SplitCandidate best)
    {
        int features = _features.Length;
        bool all = _rules.MaxFeatures >= features;
        for (int seen = 0; seen < features; seen++)
        {
            if (seen >= _rules.MaxFeatures && best.Feature >= 0)
            {
                return;
            }

            if (!all)
            {
                int drawn = seen + random.NextInt(features - seen);
                (_features[seen], _features[drawn]) = (_features[drawn], _features[seen]);
            }

            int feature = all ? seen : _features[seen];
            if (_rules.RandomThresholds)
            {
                TryRandom(feature, rows, random, ref best);
            }
            else
            {
                TrySearch(feature, rows, ref best);
            }
        }
    }

    /// <summary>Gathers the codes of a node's rows.</summary>
    /// <returns>Smallest and largest code of a value (none when the first is the larger), and whether some are missing.</returns>
    private (int Lowest, int Highest, bool HasMissing) Gather(RankedColumn column, ReadOnlySpan<TrainingRow> rows)
    {
        ReadOnlySpan<ushort> source = column.Codes;
        Span<ushort> codes = _codes.AsSpan(0, rows.Length);
        int lowest = ushort.MaxValue;
        int highest = -1;
        if (!column.HasMissing)
        {
            for (int i = 0; i < codes.Length; i++)
            {
                ushort code = source[rows[i].Row];
                codes[i] = code;
                lowest = Math.Min(lowest, code);
                highest = Math.Max(highest, code);
            }

            return (lowest, highest, false);
        }

        int missing = column.Bins;
        bool hasMissing = false;
        for (int i = 0; i < codes.Length; i++)
        {
            ushort code = source[rows[i].Row];
            codes[i] = code;
            if (code == missing)
            {
                hasMissing = true;
                continue;
            }

            lowest = Math.Min(lowest, code);
            highest = Math.Max(highest, code);
        }

        return (lowest, highest, hasMissing);
    }

    private void TrySearch(int feature, ReadOnlySpan<TrainingRow> rows, ref SplitCandidate best)
    {
        RankedColumn column = _columns[feature];
        (int lowest, int highest, bool hasMissing) = Gather(column, rows);
        if (lowest >= highest && !(hasMissing && highest >= 0))
        {
            return;
        }

        int range = (hasMissing ? column.Bins : highest) - lowest + 1;
        int groups = range <= (long)CountingFactor * rows.Length || rows.Length > ushort.MaxValue
            ? GroupByCounting(rows, lowest, range)
            : GroupBySorting(rows);
        double score = best.Score;
        int cut = _scan.FindCut(_sums, _counts.AsSpan(0, groups), _total, hasMissing, _rules.MinSamplesLeaf, ref score, out bool missingGoesRight);
        if (cut < 0)
        {
            return;
        }

        bool apart = hasMissing && cut == groups - 2;
        best.Feature = feature;
        best.Score = score;
        best.LastLeft = _groupCodes[cut];
        best.Threshold = apart ? float.PositiveInfinity : column.Midpoint(_groupCodes[cut], _groupCodes[cut + 1]);
        best.MissingGoesRight = missingGoesRight;
        best.SawMissing = hasMissing;
    }

    private int GroupByCounting(ReadOnlySpan<TrainingRow> rows, int lowest, int range)
    {
        int channels = _scan.Channels;
        int end = lowest + range;
        if (_countByCode.Length < end)
        {
            int capacity = Math.Max(end, 256);
            _byCode = new double[capacity * channels];
            _countByCode = new int[capacity];
        }

        _scan.AddByCode(_codes.AsSpan(0, rows.Length), rows, _byCode, _countByCode);
        int groups = 0;
        for (int code = lowest; code < end; code++)
        {
            if (_countByCode[code] == 0)
            {
                continue;
            }

            _groupCodes[groups] = code;
            _counts[groups] = _countByCode[code];
            for (int k = 0; k < channels; k++)
            {
                _sums[(groups * channels) + k] = _byCode[(code * channels) + k];
            }

            groups++;
        }

        _byCode.AsSpan(lowest * channels, range * channels).Clear();
        _countByCode.AsSpan(lowest, range).Clear();
        return groups;
    }

    private int GroupBySorting(ReadOnlySpan<TrainingRow> rows)
    {
        Span<uint> keys = _keys.AsSpan(0, rows.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((uint)_codes[i] << 16) | (uint)i;
        }

        _sort.Sort(keys);
        return _scan.AddSorted(keys, rows, _sums, _counts, _groupCodes);
    }

    private void TryRandom(int feature, ReadOnlySpan<TrainingRow> rows, RandomStream random, ref SplitCandidate best)
    {
        RankedColumn column = _columns[feature];
        (int lowest, int highest, bool hasMissing) = Gather(column, rows);
        if (lowest >= highest && !(hasMissing && highest >= 0))
        {
            return;
        }

        bool apart = lowest == highest;
        float threshold = apart ? float.PositiveInfinity : column.Draw(lowest, highest, random.NextDouble());
        int lastLeft = apart ? highest : column.LastLeft(threshold, lowest, highest);
        Span<double> sums = _sides;
        Span<int> counts = _sideCounts;
        sums.Clear();
        counts.Clear();
        _scan.AddSides(_codes.AsSpan(0, rows.Length), rows, lastLeft, hasMissing ? column.Bins : -1, sums, counts);

        // The side of missing values is drawn like the threshold.
        bool missingGoesRight = apart || (hasMissing && random.NextDouble() < 0.5);
        TakeSides(new SplitCandidate { Feature = feature, LastLeft = lastLeft, Threshold = threshold, MissingGoesRight = missingGoesRight, SawMissing = hasMissing }, sums, counts, ref best);
    }

    /// <summary>Scores [left, right, missing] with the missing values on one side.</summary>
    private void TakeSides(SplitCandidate candidate, Span<double> sums, Span<int> counts, ref SplitCandidate best)
    {
        int channels = _scan.Channels;
        int missingSide = candidate.MissingGoesRight ? 1 : 0;
        Span<double> side = sums.Slice(missingSide * channels, channels);
        for (int k = 0; k < channels; k++)
        {
            side[k] += sums[(2 * channels) + k];
        }

        counts[missingSide] += counts[2];
        if (counts[0] < _rules.MinSamplesLeaf || counts[1] < _rules.MinSamplesLeaf)
        {
            return;
        }

        candidate.Score = _scan.Score(sums[..channels]) + _scan.Score(sums.Slice(channels, channels));
        if (candidate.Score > best.Score)
        {
            best = candidate;
        }
    }

    /// <summary>Moves the rows that go left before those that go right; both keep their order, so memory is read forwards in every node.</summary>
    /// <returns>How many go left.</returns>
    private int Partition(int start, int end, in SplitCandidate split)
    {
        RankedColumn column = _columns[split.Feature];
        ReadOnlySpan<ushort> codes = column.Codes;
        Span<TrainingRow> rows = _rows.AsSpan(start, end - start);
        Span<TrainingRow> aside = _aside;
        int missing = split.MissingGoesRight ? -1 : column.Bins;
        int left = 0;
        int right = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            TrainingRow row = rows[i];
            int code = codes[row.Row];
            if (code <= split.LastLeft || code == missing)
            {
                rows[left++] = row;
            }
            else
            {
                aside[right++] = row;
            }
        }

        aside[..right].CopyTo(rows[left..]);
        return left;
    }
}
