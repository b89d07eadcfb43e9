namespace Hone.Learn;

/// <summary>
/// Grows boosted trees leaf by leaf: always the leaf whose split gains most. Of two children only the smaller one's histograms are added up; the larger one's are its
/// parent's minus those. Columns are shared out to threads, and every column is added up by one thread in the order of the rows.
/// </summary>
internal sealed class BoostingGrower
{
    private const int BinsPerColumn = BinMapper.MissingBin + 1;

    // Below so many additions a node is done sooner by one thread than told to several.
    private const int LeastParallelWork = 1 << 16;

    private readonly byte[][] _bins;
    private readonly BinMapper _mapper;
    private readonly bool[] _hasMissing;
    private readonly BoostingRules _rules;
    private readonly SplitFinder _finder;
    private readonly TreeWork _work;
    private readonly int[] _rows;
    private readonly int[] _aside;
    private readonly float[] _gradients;
    private readonly float[] _hessians;
    private readonly bool _constantHessian;
    private readonly List<HistogramBin[]> _histograms = [];
    private readonly Stack<int> _free = new();
    private readonly PriorityQueue<int, (double Gain, int Node)> _open = new();
    private readonly BoostingSplit[] _smallSplits;
    private readonly BoostingSplit[] _largeSplits;
    private readonly TreeBuilder _builder = new(1);
    private BoostingNode[] _nodes = new BoostingNode[64];

    /// <summary>Prepares memory for trees over the same rows.</summary>
    /// <param name="bins">Bins of each column's rows.</param>
    /// <param name="mapper">What the bins mean.</param>
    /// <param name="rules">How trees grow.</param>
    /// <param name="constantHessian">Whether every second derivative is 1.</param>
    /// <param name="work">Threads.</param>
    public BoostingGrower(byte[][] bins, BinMapper mapper, BoostingRules rules, bool constantHessian, TreeWork work)
    {
        int rows = bins[0].Length;
        _bins = bins;
        _mapper = mapper;
        _rules = rules;
        _constantHessian = constantHessian;
        _work = work;
        _finder = new SplitFinder(rules);
        _rows = new int[rows];
        _aside = new int[rows];
        _gradients = new float[rows];
        _hessians = new float[constantHessian ? 0 : rows];
        _smallSplits = new BoostingSplit[bins.Length];
        _largeSplits = new BoostingSplit[bins.Length];
        _hasMissing = [.. bins.Select(column => column.AsSpan().Contains((byte)BinMapper.MissingBin))];
    }

    /// <summary>Grows a tree and adds its leaves to the predictions of the training rows.</summary>
    /// <param name="gradients">First derivatives: [rows].</param>
    /// <param name="hessians">Second derivatives: [rows]; not read where they are constant.</param>
    /// <param name="predictions">[rows].</param>
    public Tree Grow(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, Span<double> predictions)
    {
        int count = _rows.Length;
        for (int row = 0; row < count; row++)
        {
            _rows[row] = row;
        }

        _builder.Clear();
        _open.Clear();
        int leaves = Plant(gradients, hessians) ? 1 : 0;
        while (leaves > 0 && leaves < _rules.MaxLeafNodes && _open.TryDequeue(out int node, out _))
        {
            _work.CancellationToken.ThrowIfCancellationRequested();
            Split(node, ++leaves == _rules.MaxLeafNodes, gradients, hessians);
        }

        while (_open.TryDequeue(out int node, out _))
        {
            Release(ref _nodes[node]);
        }

        return Finish(predictions);
    }

    /// <summary>Makes the root; false when it can only be a leaf.</summary>
    private bool Plant(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        double gradient = 0;
        double hessian = _constantHessian ? gradients.Length : 0;
        foreach (float value in gradients)
        {
            gradient += value;
        }

        if (!_constantHessian)
        {
            foreach (float value in hessians)
            {
                hessian += value;
            }
        }

        int root = _builder.Add(1);
        _nodes[root] = new BoostingNode
        {
            Start = 0,
            End = gradients.Length,
            Gradient = gradient,
            Hessian = hessian,
            Lower = double.NegativeInfinity,
            Upper = double.PositiveInfinity,
            Histogram = -1,
        };
        if (gradients.Length < 2 * _rules.MinSamplesLeaf || hessian < BoostingRules.MinHessian || _rules.MaxDepth < 1)
        {
            return false;
        }

        _nodes[root].Histogram = Rent();
        FindSplits(root, -1, root, -1, gradients, hessians);
        return true;
    }

    private void Split(int parent, bool isLast, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        int left = _builder.Add(2);
        int right = left + 1;
        if (right >= _nodes.Length)
        {
            Array.Resize(ref _nodes, _nodes.Length * 2);
        }

        ref BoostingNode node = ref _nodes[parent];
        ref BoostingSplit split = ref node.Split;
        if (!_hasMissing[split.Feature])
        {
            split.MissingGoesLeft = split.LeftCount > node.Count - split.LeftCount;
        }

        int middle = node.Start + Partition(node.Start, node.End, split);
        MakeChildren(node, left, middle);
        _builder.SetSplit(parent, NodeOf(split, left), Math.Max(0, split.Gain));

        bool isDeep = isLast || node.Depth + 1 >= _rules.MaxDepth;
        bool splitLeft = !isDeep && _nodes[left].Count >= 2 * _rules.MinSamplesLeaf;
        bool splitRight = !isDeep && _nodes[right].Count >= 2 * _rules.MinSamplesLeaf;
        if (!splitLeft && !splitRight)
        {
            Release(ref node);
            return;
        }

        // The larger child takes over its parent's histograms.
        int small = _nodes[left].Count < _nodes[right].Count ? left : right;
        int large = small == left ? right : left;
        _nodes[small].Histogram = Rent();
        _nodes[large].Histogram = node.Histogram;
        node.Histogram = -1;
        int first = (small == left ? splitLeft : splitRight) ? small : -1;
        int second = (large == left ? splitLeft : splitRight) ? large : -1;
        FindSplits(small, large, first, second, gradients, hessians);
        if (first < 0)
        {
            Release(ref _nodes[small]);
        }

        if (second < 0)
        {
            Release(ref _nodes[large]);
        }
    }

    private void MakeChildren(in BoostingNode node, int left, int middle)
    {
        ref readonly BoostingSplit split = ref node.Split;
        (double leftLower, double leftUpper) = (node.Lower, node.Upper);
        (double rightLower, double rightUpper) = (node.Lower, node.Upper);

        // What grows below may not cross the middle of the two sides, or the order that the constraint asks for would be lost further down.
        double between = (split.LeftValue + split.RightValue) / 2;
        switch (_rules.Monotonic[split.Feature])
        {
            case Monotonicity.Increasing:
                leftUpper = between;
                rightLower = between;
                break;
            case Monotonicity.Decreasing:
                leftLower = between;
                rightUpper = between;
                break;
        }

        _nodes[left] = new BoostingNode
        {
            Start = node.Start,
            End = middle,
            Depth = node.Depth + 1,
            Gradient = split.LeftGradient,
            Hessian = split.LeftHessian,
            Value = split.LeftValue,
            Lower = leftLower,
            Upper = leftUpper,
            Histogram = -1,
        };
        _nodes[left + 1] = new BoostingNode
        {
            Start = middle,
            End = node.End,
            Depth = node.Depth + 1,
            Gradient = node.Gradient - split.LeftGradient,
            Hessian = node.Hessian - split.LeftHessian,
            Value = split.RightValue,
            Lower = rightLower,
            Upper = rightUpper,
            Histogram = -1,
        };
    }

    /// <summary>Adds up one node's histograms, takes them from another's, and finds the splits of both.</summary>
    /// <param name="small">The node whose rows are added.</param>
    /// <param name="large">Its sibling, which holds the parent's histograms; -1 for the root.</param>
    /// <param name="first"><paramref name="small"/> when it may be split, otherwise -1.</param>
    /// <param name="second"><paramref name="large"/> when it may be split, otherwise -1.</param>
    /// <param name="gradients">By row.</param>
    /// <param name="hessians">By row.</param>
    private void FindSplits(int small, int large, int first, int second, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        // Derivatives in the order of the node's rows: each column then reads them forwards.
        int start = _nodes[small].Start;
        int count = _nodes[small].Count;
        for (int i = 0; i < count; i++)
        {
            _gradients[i] = gradients[_rows[start + i]];
        }

        if (!_constantHessian)
        {
            for (int i = 0; i < count; i++)
            {
                _hessians[i] = hessians[_rows[start + i]];
            }
        }

        void Column(int feature)
        {
            Span<HistogramBin> sums = HistogramOf(small, feature);
            AddUp(_bins[feature], start, count, sums);
            if (first >= 0)
            {
                Find(feature, sums, _nodes[small], out _smallSplits[feature]);
            }

            if (large >= 0)
            {
                Span<HistogramBin> rest = HistogramOf(large, feature);
                Subtract(rest, sums);
                if (second >= 0)
                {
                    Find(feature, rest, _nodes[large], out _largeSplits[feature]);
                }
            }
        }

        if ((long)count * _bins.Length >= LeastParallelWork)
        {
            _work.For(_bins.Length, Column);
        }
        else
        {
            for (int feature = 0; feature < _bins.Length; feature++)
            {
                Column(feature);
            }
        }

        if (first >= 0)
        {
            Offer(first, _smallSplits);
        }

        if (second >= 0)
        {
            Offer(second, _largeSplits);
        }
    }

    private void Find(int feature, ReadOnlySpan<HistogramBin> sums, in BoostingNode node, out BoostingSplit best)
    {
        if (_mapper.IsCategorical(feature))
        {
            _finder.FindCategories(sums, feature, _mapper.Bins[feature], _hasMissing[feature], node, out best);
        }
        else
        {
            _finder.FindNumber(sums, feature, _mapper.Bins[feature], _hasMissing[feature], node, out best);
        }
    }

    /// <summary>Puts a node in the queue with its best split; the first column wins between equals.</summary>
    private void Offer(int node, BoostingSplit[] splits)
    {
        int best = 0;
        for (int feature = 1; feature < splits.Length; feature++)
        {
            if (splits[feature].Gain > splits[best].Gain)
            {
                best = feature;
            }
        }

        if (splits[best].Gain <= 0)
        {
            Release(ref _nodes[node]);
            return;
        }

        _nodes[node].Split = splits[best];
        _open.Enqueue(node, (-splits[best].Gain, node));
    }

    private void AddUp(ReadOnlySpan<byte> column, int start, int count, Span<HistogramBin> sums)
    {
        sums.Clear();
        ReadOnlySpan<int> rows = _rows.AsSpan(start, count);
        ReadOnlySpan<float> gradients = _gradients.AsSpan(0, count);
        if (_constantHessian)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                ref HistogramBin bin = ref sums[column[rows[i]]];
                bin.Gradient += gradients[i];
                bin.Count++;
            }

            foreach (ref HistogramBin bin in sums)
            {
                bin.Hessian = bin.Count;
            }

            return;
        }

        ReadOnlySpan<float> hessians = _hessians.AsSpan(0, count);
        for (int i = 0; i < rows.Length; i++)
        {
            ref HistogramBin bin = ref sums[column[rows[i]]];
            bin.Gradient += gradients[i];
            bin.Hessian += hessians[i];
            bin.Count++;
        }
    }

    private static void Subtract(Span<HistogramBin> from, ReadOnlySpan<HistogramBin> what)
    {
        for (int bin = 0; bin < from.Length; bin++)
        {
            from[bin].Gradient -= what[bin].Gradient;
            from[bin].Hessian -= what[bin].Hessian;
            from[bin].Count -= what[bin].Count;
        }
    }

    /// <summary>Moves the rows that go left before those that go right; both keep their order.</summary>
    private int Partition(int start, int end, in BoostingSplit split)
    {
        ReadOnlySpan<byte> column = _bins[split.Feature];
        Span<bool> goesLeft = stackalloc bool[BinsPerColumn];
        for (int bin = 0; bin < BinMapper.MissingBin; bin++)
        {
            goesLeft[bin] = split.IsCategorical ? split.Categories.Contains(bin) : bin <= split.LastLeft;
        }

        goesLeft[BinMapper.MissingBin] = split.MissingGoesLeft;
        Span<int> rows = _rows.AsSpan(start, end - start);
        Span<int> aside = _aside;
        int left = 0;
        int right = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            // Both places are written and one of them counts: no branch to guess wrong.
            int row = rows[i];
            int isLeft = goesLeft[column[row]] ? 1 : 0;
            rows[left] = row;
            aside[right] = row;
            left += isLeft;
            right += 1 - isLeft;
        }

        aside[..right].CopyTo(rows[left..]);
        return left;
    }

    private TreeNode NodeOf(in BoostingSplit split, int left)
    {
        if (!split.IsCategorical)
        {
            return TreeNode.Split(split.Feature, _mapper.Threshold(split.Feature, split.LastLeft), !split.MissingGoesLeft, left);
        }

        // Codes that no training row has go the way of missing values.
        ReadOnlySpan<int> codes = _mapper.Codes(split.Feature);
        var words = new uint[(codes[^1] >> 5) + 1];
        if (split.MissingGoesLeft)
        {
            Array.Fill(words, uint.MaxValue);
        }

        for (int bin = 0; bin < codes.Length; bin++)
        {
            uint bit = 1u << (codes[bin] & 31);
            ref uint word = ref words[codes[bin] >> 5];
            word = split.Categories.Contains(bin) ? word | bit : word & ~bit;
        }

        return TreeNode.SplitCategories(split.Feature, _builder.AddSet(words), !split.MissingGoesLeft, left);
    }

    private Tree Finish(Span<double> predictions)
    {
        Tree tree = _builder.Build();
        for (int i = 0; i < tree.Nodes.Length; i++)
        {
            ref readonly BoostingNode node = ref _nodes[i];
            tree.Values[i] = node.Value * _rules.LearningRate;
            tree.Weights[i] = node.Count;
            if (!tree.IsLeaf(i))
            {
                continue;
            }

            foreach (int row in _rows.AsSpan(node.Start, node.Count))
            {
                predictions[row] += tree.Values[i];
            }
        }

        return tree;
    }

    private Span<HistogramBin> HistogramOf(int node, int feature) =>
        _histograms[_nodes[node].Histogram].AsSpan(feature * BinsPerColumn, BinsPerColumn);

    private int Rent()
    {
        if (_free.TryPop(out int histogram))
        {
            return histogram;
        }

        _histograms.Add(new HistogramBin[_bins.Length * BinsPerColumn]);
        return _histograms.Count - 1;
    }

    private void Release(ref BoostingNode node)
    {
        if (node.Histogram >= 0)
        {
            _free.Push(node.Histogram);
            node.Histogram = -1;
        }
    }
}
