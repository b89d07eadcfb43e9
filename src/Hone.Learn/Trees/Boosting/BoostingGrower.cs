namespace Hone.Learn;

/// <summary>
/// Grows boosted trees leaf by leaf: always the leaf whose split gains most. Of two children only the smaller one's histograms are added up; the larger one's are its
/// parent's minus those. Columns are shared out to threads, and every column is added up by one thread in the order of the rows, so no sum depends on threads.
/// </summary>
internal sealed class BoostingGrower
{
    // Below so many additions a node is done sooner by one thread than told to several.
    private const int LeastParallelWork = 1 << 14;

    private readonly BinnedTable _table;
    private readonly BinMapper _mapper;
    private readonly BoostingRules _rules;
    private readonly SplitFinder _finder;
    private readonly TreeWork _work;
    private readonly TreeTeam _team;

    // Columns [_blocks[i], _blocks[i + 1]) are one thread's work in a node.
    private readonly int[] _blocks;

    private readonly NodeRows _rows;
    private readonly NodeHistograms _histograms;

    // Sums over parts of the rows are added in their order: the size of a part belongs to the result.
    private readonly (double Gradient, double Hessian)[] _partSums;
    private readonly PriorityQueue<int, (double Gain, int Node)> _open = new();
    private readonly BoostingSplit[] _smallSplits;
    private readonly BoostingSplit[] _largeSplits;
    private readonly TreeBuilder _builder = new(1);
    private BoostingNode[] _nodes = new BoostingNode[64];

    /// <summary>Prepares memory for trees over the same rows.</summary>
    /// <param name="table">Bins of the rows.</param>
    /// <param name="mapper">What the bins mean.</param>
    /// <param name="rules">How trees grow.</param>
    /// <param name="work">Cancellation.</param>
    /// <param name="team">Threads.</param>
    public BoostingGrower(BinnedTable table, BinMapper mapper, BoostingRules rules, TreeWork work, TreeTeam team)
    {
        _table = table;
        _mapper = mapper;
        _rules = rules;
        _work = work;
        _team = team;
        _finder = new SplitFinder(rules);
        _blocks = BlocksOf(table.Width, team.Threads);
        _rows = new NodeRows(table, team);
        _histograms = new NodeHistograms(table);
        _partSums = new (double, double)[(table.Rows + NodeRows.PartRows - 1) / NodeRows.PartRows];
        _smallSplits = new BoostingSplit[table.Width];
        _largeSplits = new BoostingSplit[table.Width];
    }

    /// <summary>Blocks of columns, alike in size, as many for each thread.</summary>
    private static int[] BlocksOf(int width, int threads)
    {
        int blocks = (width + NodeHistograms.MostColumns - 1) / NodeHistograms.MostColumns;
        blocks = Math.Min(width, (blocks + threads - 1) / threads * threads);
        return [.. Enumerable.Range(0, blocks + 1).Select(block => (int)((long)block * width / blocks))];
    }

    /// <summary>Grows a tree and adds its leaves to the predictions of the training rows.</summary>
    /// <param name="derivatives">By row.</param>
    /// <param name="predictions">By row.</param>
    public Tree Grow(ReadOnlyMemory<Derivatives> derivatives, Memory<double> predictions)
    {
        _builder.Clear();
        _open.Clear();
        int leaves = Plant(derivatives) ? 1 : 0;
        while (leaves > 0 && leaves < _rules.MaxLeafNodes && _open.TryDequeue(out int node, out _))
        {
            _work.CancellationToken.ThrowIfCancellationRequested();
            Split(node, ++leaves == _rules.MaxLeafNodes, derivatives);
        }

        while (_open.TryDequeue(out int node, out _))
        {
            Release(ref _nodes[node]);
        }

        return Finish(predictions);
    }

    /// <summary>Makes the root; false when it can only be a leaf.</summary>
    private bool Plant(ReadOnlyMemory<Derivatives> derivatives)
    {
        int rows = _table.Rows;
        _team.For(_partSums.Length, part => PlantRows(derivatives.Span, part));
        double gradient = 0;
        double hessian = 0;
        foreach ((double ofGradient, double ofHessian) in _partSums)
        {
            gradient += ofGradient;
            hessian += ofHessian;
        }

        int root = _builder.Add(1);
        _nodes[root] = new BoostingNode
        {
            Start = 0,
            End = rows,
            Gradient = gradient,
            Hessian = hessian,
            Lower = double.NegativeInfinity,
            Upper = double.PositiveInfinity,
            Histogram = -1,
        };
        if (rows < 2 * _rules.MinSamplesLeaf || hessian < BoostingRules.MinHessian || _rules.MaxDepth < 1)
        {
            return false;
        }

        _nodes[root].Histogram = _histograms.Rent();
        FindSplits(root, root, -1, derivatives);
        return true;
    }

    /// <summary>All rows in their order, and the sums of a part of them.</summary>
    private void PlantRows(ReadOnlySpan<Derivatives> derivatives, int part)
    {
        double gradient = 0;
        double hessian = 0;
        int[] rows = _rows.OfRoot;
        int end = Math.Min(_table.Rows, (part + 1) * NodeRows.PartRows);
        for (int row = part * NodeRows.PartRows; row < end; row++)
        {
            rows[row] = row;
            gradient += derivatives[row].Gradient;
            hessian += derivatives[row].Hessian;
        }

        _partSums[part] = (gradient, hessian);
    }

    private void Split(int parent, bool isLast, ReadOnlyMemory<Derivatives> derivatives)
    {
        int left = _builder.Add(2);
        int right = left + 1;
        if (right >= _nodes.Length)
        {
            Array.Resize(ref _nodes, _nodes.Length * 2);
        }

        ref BoostingNode node = ref _nodes[parent];
        ref BoostingSplit split = ref node.Split;
        if (!_table.HasMissing[split.Feature])
        {
            split.MissingGoesLeft = split.LeftCount > node.Count - split.LeftCount;
        }

        _rows.Partition(node);
        MakeChildren(node, left, node.Start + split.LeftCount);
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
        _nodes[small].Histogram = _histograms.Rent();
        _nodes[large].Histogram = node.Histogram;
        node.Histogram = -1;
        int first = (small == left ? splitLeft : splitRight) ? small : -1;
        int second = (large == left ? splitLeft : splitRight) ? large : -1;
        FindSplits(small, first, second, derivatives);
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
            Side = 1 - node.Side,
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
            Side = 1 - node.Side,
            Depth = node.Depth + 1,
            Gradient = node.Gradient - split.LeftGradient,
            Hessian = node.Hessian - split.LeftHessian,
            Value = split.RightValue,
            Lower = rightLower,
            Upper = rightUpper,
            Histogram = -1,
        };
    }

    /// <summary>Adds up one node's histograms, takes them from those of its parent that its sibling holds, and finds the splits of both.</summary>
    /// <param name="small">The node whose rows are added.</param>
    /// <param name="first"><paramref name="small"/> when it may be split, otherwise -1.</param>
    /// <param name="second">Its sibling when that may be split, otherwise -1.</param>
    /// <param name="derivatives">By row.</param>
    private void FindSplits(int small, int first, int second, ReadOnlyMemory<Derivatives> derivatives)
    {
        void Block(int block)
        {
            int start = _blocks[block];
            int end = _blocks[block + 1];
            int sums = _nodes[small].Histogram;
            _histograms.AddUp(sums, _rows.Of(_nodes[small]), start, end, derivatives.Span);
            for (int feature = start; feature < end; feature++)
            {
                Span<HistogramBin> ofFeature = _histograms.OfFeature(sums, feature);
                if (first >= 0)
                {
                    Find(feature, ofFeature, _nodes[small], out _smallSplits[feature]);
                }

                if (second >= 0)
                {
                    Span<HistogramBin> rest = _histograms.OfFeature(_nodes[second].Histogram, feature);
                    NodeHistograms.Subtract(rest, ofFeature);
                    Find(feature, rest, _nodes[second], out _largeSplits[feature]);
                }
            }
        }

        int blocks = _blocks.Length - 1;
        if (((long)_nodes[small].Count * _table.Width) + _table.HistogramLength >= LeastParallelWork)
        {
            _team.For(blocks, Block);
        }
        else
        {
            for (int block = 0; block < blocks; block++)
            {
                Block(block);
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
            _finder.FindCategories(sums, feature, _table.HasMissing[feature], node, out best);
        }
        else
        {
            _finder.FindNumber(sums, feature, _table.HasMissing[feature], node, out best);
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

    private Tree Finish(Memory<double> predictions)
    {
        Tree tree = _builder.Build();
        for (int i = 0; i < tree.Nodes.Length; i++)
        {
            tree.Values[i] = _nodes[i].Value * _rules.LearningRate;
            tree.Weights[i] = _nodes[i].Count;
        }

        // Leaves have rows of their own.
        _team.For(tree.Nodes.Length, i =>
        {
            if (tree.IsLeaf(i))
            {
                Add(_rows.Of(_nodes[i]), tree.Values[i], predictions.Span);
            }
        });
        return tree;
    }

    private static void Add(ReadOnlySpan<int> rows, double value, Span<double> predictions)
    {
        foreach (int row in rows)
        {
            predictions[row] += value;
        }
    }

    private void Release(ref BoostingNode node)
    {
        if (node.Histogram >= 0)
        {
            _histograms.Return(node.Histogram);
            node.Histogram = -1;
        }
    }
}
