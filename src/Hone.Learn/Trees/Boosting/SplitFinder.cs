namespace Hone.Learn;

/// <summary>
/// Finds the best split of a node on one column from its histogram. A side with sums G and H of first and second derivatives takes the step v = -G / (H + l2), held
/// inside its bounds, and lowers the loss by about -G v; the gain is what both sides lower it more than their parent.
/// </summary>
internal sealed class SplitFinder(BoostingRules rules)
{
    /// <summary>Categories with less than this many rows, in terms of second derivatives, are too few to say which way they lean; it also draws the lean of the others to 0.</summary>
    private const double CategorySmoothing = 10;

    // Keeps a leaf without second derivatives finite.
    private const double Tiny = 1e-15;

    private readonly bool _isConstrained = rules.IsConstrained;
    private readonly double _l2 = rules.L2 + Tiny;
    private readonly int _minSamples = rules.MinSamplesLeaf;

    /// <summary>Looks at a column of numbers.</summary>
    /// <param name="histogram">Its bins; the last is the one for missing values.</param>
    /// <param name="feature">The column.</param>
    /// <param name="hasMissing">Whether a training row has no value in it.</param>
    /// <param name="node">The node.</param>
    /// <param name="best">Receives the split; <see cref="BoostingSplit.Gain"/> 0 when there is none.</param>
    public void FindNumber(ReadOnlySpan<HistogramBin> histogram, int feature, bool hasMissing, in BoostingNode node, out BoostingSplit best)
    {
        best = new BoostingSplit { Feature = feature };
        Monotonicity direction = rules.Monotonic[feature];

        // Missing values go right; the last cut sets them apart from all values.
        int bins = histogram.Length - 1;
        double gradient = 0;
        double hessian = 0;
        int count = 0;
        int last = hasMissing ? bins : bins - 1;
        for (int bin = 0; bin < last; bin++)
        {
            ref readonly HistogramBin sum = ref histogram[bin];
            gradient += sum.Gradient;
            hessian += sum.Hessian;
            count += sum.Count;

            // After an empty bin the sides are what they were before it.
            if (sum.Count == 0 || count < _minSamples || hessian < BoostingRules.MinHessian)
            {
                continue;
            }

            if (node.Count - count < _minSamples || node.Hessian - hessian < BoostingRules.MinHessian)
            {
                break;
            }

            if (Try(gradient, hessian, count, direction, node, ref best))
            {
                best.LastLeft = bin;
                best.MissingGoesLeft = false;
            }
        }

        if (!hasMissing || histogram[bins].Count == 0)
        {
            return;
        }

        // Missing values go left: from the right, so that what is left over holds them. Of cuts that gain the same the outermost wins, as in scikit-learn.
        gradient = 0;
        hessian = 0;
        count = 0;
        for (int bin = bins - 2; bin >= 0; bin--)
        {
            ref readonly HistogramBin sum = ref histogram[bin + 1];
            gradient += sum.Gradient;
            hessian += sum.Hessian;
            count += sum.Count;
            if (sum.Count == 0 || count < _minSamples || hessian < BoostingRules.MinHessian)
            {
                continue;
            }

            if (node.Count - count < _minSamples || node.Hessian - hessian < BoostingRules.MinHessian)
            {
                break;
            }

            if (Try(node.Gradient - gradient, node.Hessian - hessian, node.Count - count, direction, node, ref best))
            {
                best.LastLeft = bin;
                best.MissingGoesLeft = true;
            }
        }
    }

    /// <summary>
    /// Looks at a column of categories: sorted by G / H, the best set is a beginning or an end of the order (Fisher 1958), so both are tried up to half of them.
    /// </summary>
    public void FindCategories(ReadOnlySpan<HistogramBin> histogram, int feature, bool hasMissing, in BoostingNode node, out BoostingSplit best)
    {
        best = new BoostingSplit { Feature = feature, IsCategorical = true };
        Span<double> leans = stackalloc double[BinMapper.MostBins + 1];
        Span<int> order = stackalloc int[BinMapper.MostBins + 1];
        double rowsPerHessian = node.Count / node.Hessian;
        int used = 0;
        int missing = histogram.Length - 1;
        for (int bin = 0; bin < missing + (hasMissing ? 1 : 0); bin++)
        {
            if (histogram[bin].Hessian * rowsPerHessian >= CategorySmoothing)
            {
                leans[used] = histogram[bin].Gradient / (histogram[bin].Hessian + CategorySmoothing);
                order[used] = bin;
                used++;
            }
        }

        if (used <= 1)
        {
            return;
        }

        order = order[..used];
        leans[..used].Sort(order);

        // What is not swept goes right, with the categories that are too few: the right side has at least half of the others, in one sweep more than half.
        int length = Sweep(histogram, order[..((used + 1) / 2)], node, ref best);
        if (length > 0)
        {
            best.Categories = SetOf(order[..length]);
        }

        order.Reverse();
        length = Sweep(histogram, order[..((used - 1) / 2)], node, ref best);
        if (length > 0)
        {
            best.Categories = SetOf(order[..length]);
        }

        best.MissingGoesLeft = best.Categories.Contains(missing);
    }

    /// <summary>Moves categories to the left one after the other; returns how many are there at the best cut, or 0.</summary>
    private int Sweep(ReadOnlySpan<HistogramBin> histogram, ReadOnlySpan<int> order, in BoostingNode node, ref BoostingSplit best)
    {
        double gradient = 0;
        double hessian = 0;
        int count = 0;
        int found = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int bin = order[i];
            gradient += histogram[bin].Gradient;
            hessian += histogram[bin].Hessian;
            count += histogram[bin].Count;
            if (count < _minSamples || hessian < BoostingRules.MinHessian)
            {
                continue;
            }

            if (node.Count - count < _minSamples || node.Hessian - hessian < BoostingRules.MinHessian)
            {
                break;
            }

            if (Try(gradient, hessian, count, Monotonicity.Free, node, ref best))
            {
                found = i + 1;
            }
        }

        return found;
    }

    private static BinSet SetOf(ReadOnlySpan<int> bins)
    {
        var set = new BinSet();
        foreach (int bin in bins)
        {
            set.Add(bin);
        }

        return set;
    }

    private bool Try(double gradient, double hessian, int count, Monotonicity direction, in BoostingNode node, ref BoostingSplit best)
    {
        double rightGradient = node.Gradient - gradient;
        double left = -gradient / (hessian + _l2);
        double right = -rightGradient / (node.Hessian - hessian + _l2);
        bool isBroken = false;
        if (_isConstrained)
        {
            left = Math.Clamp(left, node.Lower, node.Upper);
            right = Math.Clamp(right, node.Lower, node.Upper);
            isBroken = (direction == Monotonicity.Increasing && left > right) || (direction == Monotonicity.Decreasing && left < right);
        }

        double gain = (node.Gradient * node.Value) - (gradient * left) - (rightGradient * right);
        if (isBroken || !(gain > best.Gain))
        {
            return false;
        }

        best.Gain = gain;
        best.LeftGradient = gradient;
        best.LeftHessian = hessian;
        best.LeftCount = count;
        best.LeftValue = left;
        best.RightValue = right;
        return true;
    }
}
