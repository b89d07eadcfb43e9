namespace Hone.Learn;

/// <summary>
/// Grows boosted trees leaf by leaf: always the leaf whose split gains most. Of two children only the smaller one's histograms are added up; the larger one's are its
/// parent's minus those. Columns are shared out to threads, and every column is added up by one thread in the order of the rows, so no sum depends on threads.
/// </summary>
internal sealed class BoostingGrower
{
    // Below so many additions a node is done sooner by one thread than told to several.
    private const int LeastParallelWork = 1 << 14;

    // Columns of a block and rows that are fetched for it at once: they fill a part of the nearest cache.
    private const int MostBlockColumns = 16;
    private const int RowsAtOnce = 256;

    // Rows of a part where rows are shared out. Sums over parts are added in their order: the size is part of the result.
    private const int PartRows = 8192;

    private readonly BinnedTable _table;
    private readonly BinMapper _mapper;
    private readonly BoostingRules _rules;
    private readonly SplitFinder _finder;
    private readonly TreeWork _work;
    private readonly TreeTeam _team;

    // Columns [_blocks[i], _blocks[i + 1]) are one thread's work in a node.
    private readonly int[] _blocks;

    // The rows of a node lie together in one of two lists; its children's rows go to the other one.
    private readonly int[][] _rows;
    private readonly int[] _leftOfPart;
    private readonly (double Gradient, double Hessian)[] _partSums;
    private readonly List<HistogramBin[]> _histograms = [];
    private readonly Stack<int> _free = new();
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
        _rows = [new int[table.Rows], new int[table.Rows]];
        int parts = (table.Rows + PartRows - 1) / PartRows;
        _leftOfPart = new int[parts];
        _partSums = new (double, double)[parts];
        _smallSplits = new BoostingSplit[table.Width];
        _largeSplits = new BoostingSplit[table.Width];
    }

    /// <summary>Blocks of columns, alike in size, as many for each thread.</summary>
    private static int[] BlocksOf(int width, int threads)
    {
        int blocks = (width + MostBlockColumns - 1) / MostBlockColumns;
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

        _nodes[root].Histogram = Rent();
        FindSplits(root, root, -1, derivatives);
        return true;
    }

    /// <summary>All rows in their order, and the sums of a part of them.</summary>
    private void PlantRows(ReadOnlySpan<Derivatives> derivatives, int part)
    {
        double gradient = 0;
        double hessian = 0;
        int[] rows = _rows[0];
        int end = Math.Min(_table.Rows, (part + 1) * PartRows);
        for (int row = part * PartRows; row < end; row++)
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

        Partition(node);
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
        _nodes[small].Histogram = Rent();
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
            HistogramBin[] sums = _histograms[_nodes[small].Histogram];
            AddUp(RowsOf(_nodes[small]), start, end, derivatives.Span, sums);
            for (int feature = start; feature < end; feature++)
            {
                Span<HistogramBin> ofFeature = OfFeature(sums, feature);
                if (first >= 0)
                {
                    Find(feature, ofFeature, _nodes[small], out _smallSplits[feature]);
                }

                if (second >= 0)
                {
                    Span<HistogramBin> rest = OfFeature(_histograms[_nodes[second].Histogram], feature);
                    Subtract(rest, ofFeature);
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

    /// <summary>
    /// Adds the rows of a node to the histograms of a block of columns. A node's rows lie apart in memory, so they are fetched first, many at once, and then added to up to
    /// four columns at a time: rows often fall into the same bin one after the other, and while an addition waits for the one before, those of other columns go on.
    /// </summary>
    private void AddUp(ReadOnlySpan<int> rows, int first, int end, ReadOnlySpan<Derivatives> derivatives, HistogramBin[] sums)
    {
        sums.AsSpan(_table.Starts[first]..(_table.Starts[end - 1] + _table.Bins[end - 1] + 1)).Clear();
        Span<uint> bins = stackalloc uint[RowsAtOnce * MostBlockColumns / BinnedTable.Together];
        Span<Derivatives> fetched = stackalloc Derivatives[RowsAtOnce];

        // Stands in for a column beyond the last of the block: an addition costs less than asking whether there is one.
        Span<HistogramBin> nothing = stackalloc HistogramBin[BinMapper.MostBins + 1];
        for (int start = 0; start < rows.Length; start += RowsAtOnce)
        {
            ReadOnlySpan<int> some = rows.Slice(start, Math.Min(RowsAtOnce, rows.Length - start));
            for (int i = 0; i < some.Length; i++)
            {
                fetched[i] = derivatives[some[i]];
            }

            for (int column = first; column < end; column += BinnedTable.Together)
            {
                _table.Fetch(some, column, bins.Slice((column - first) / BinnedTable.Together * RowsAtOnce, some.Length));
            }

            for (int column = first; column < end; column += BinnedTable.Together)
            {
                ReadOnlySpan<uint> words = bins.Slice((column - first) / BinnedTable.Together * RowsAtOnce, some.Length);
                Span<HistogramBin> sums0 = OfFeature(sums, column);
                Span<HistogramBin> sums1 = column + 1 < end ? OfFeature(sums, column + 1) : nothing;
                if (column + 2 >= end)
                {
                    AddPair(words, fetched, sums0, sums1);
                    continue;
                }

                AddFour(words, fetched, sums0, sums1, OfFeature(sums, column + 2), column + 3 < end ? OfFeature(sums, column + 3) : nothing);
            }
        }
    }

    private static void AddFour(ReadOnlySpan<uint> words, ReadOnlySpan<Derivatives> rows, Span<HistogramBin> sums0, Span<HistogramBin> sums1, Span<HistogramBin> sums2, Span<HistogramBin> sums3)
    {
        rows = rows[..words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            uint word = words[i];
            double gradient = rows[i].Gradient;
            double hessian = rows[i].Hessian;
            sums0[(byte)word].Add(gradient, hessian);
            sums1[(byte)(word >> 8)].Add(gradient, hessian);
            sums2[(byte)(word >> 16)].Add(gradient, hessian);
            sums3[(byte)(word >> 24)].Add(gradient, hessian);
        }
    }

    private static void AddPair(ReadOnlySpan<uint> words, ReadOnlySpan<Derivatives> rows, Span<HistogramBin> sums0, Span<HistogramBin> sums1)
    {
        rows = rows[..words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            uint word = words[i];
            double gradient = rows[i].Gradient;
            double hessian = rows[i].Hessian;
            sums0[(byte)word].Add(gradient, hessian);
            sums1[(byte)(word >> 8)].Add(gradient, hessian);
        }
    }

    private static void Subtract(Span<HistogramBin> from, ReadOnlySpan<HistogramBin> what)
    {
        what = what[..from.Length];
        for (int bin = 0; bin < from.Length; bin++)
        {
            from[bin].Gradient -= what[bin].Gradient;
            from[bin].Hessian -= what[bin].Hessian;
            from[bin].Count -= what[bin].Count;
        }
    }

    /// <summary>Copies the rows of a node to the other list, those that go left before those that go right; both keep their order.</summary>
    private void Partition(in BoostingNode node)
    {
        Span<bool> goesLeft = stackalloc bool[BinMapper.MostBins + 1];
        int bins = _table.Bins[node.Split.Feature];
        for (int bin = 0; bin < bins; bin++)
        {
            goesLeft[bin] = node.Split.IsCategorical ? node.Split.Categories.Contains(bin) : bin <= node.Split.LastLeft;
        }

        goesLeft[bins] = node.Split.MissingGoesLeft;
        byte[] column = _table.Columns[node.Split.Feature];
        int[] from = _rows[node.Side];
        int[] to = _rows[1 - node.Side];
        int start = node.Start;
        int end = node.End;
        int parts = (node.Count + PartRows - 1) / PartRows;
        if (parts == 1 || _team.Threads == 1)
        {
            Move(from.AsSpan(start, end - start), column, goesLeft, to, start, start + node.Split.LeftCount);
            return;
        }

        bool[] isLeft = goesLeft.ToArray();
        _team.For(parts, part =>
        {
            int first = start + (part * PartRows);
            _leftOfPart[part] = CountLeft(from.AsSpan(first, Math.Min(PartRows, end - first)), column, isLeft);
        });

        // From how many of each part go left to where its first one goes.
        int left = start;
        for (int part = 0; part < parts; part++)
        {
            (_leftOfPart[part], left) = (left, left + _leftOfPart[part]);
        }

        int middle = left;
        _team.For(parts, part =>
        {
            int first = start + (part * PartRows);
            int firstLeft = _leftOfPart[part];
            int firstRight = middle + (first - start) - (firstLeft - start);
            Move(from.AsSpan(first, Math.Min(PartRows, end - first)), column, isLeft, to, firstLeft, firstRight);
        });
    }

    private static int CountLeft(ReadOnlySpan<int> rows, ReadOnlySpan<byte> column, ReadOnlySpan<bool> goesLeft)
    {
        int count = 0;
        foreach (int row in rows)
        {
            count += goesLeft[column[row]] ? 1 : 0;
        }

        return count;
    }

    private static void Move(ReadOnlySpan<int> rows, ReadOnlySpan<byte> column, ReadOnlySpan<bool> goesLeft, Span<int> to, int left, int right)
    {
        foreach (int row in rows)
        {
            // The place is calculated: a branch would be guessed wrong half of the time.
            int isLeft = goesLeft[column[row]] ? 1 : 0;
            to[right + ((left - right) & -isLeft)] = row;
            left += isLeft;
            right += 1 - isLeft;
        }
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
                Add(RowsOf(_nodes[i]), tree.Values[i], predictions.Span);
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

    private ReadOnlySpan<int> RowsOf(in BoostingNode node) => _rows[node.Side].AsSpan(node.Start, node.Count);

    private Span<HistogramBin> OfFeature(HistogramBin[] histogram, int feature) => histogram.AsSpan(_table.Starts[feature], _table.Bins[feature] + 1);

    private int Rent()
    {
        if (_free.TryPop(out int histogram))
        {
            return histogram;
        }

        _histograms.Add(new HistogramBin[_table.HistogramLength]);
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
