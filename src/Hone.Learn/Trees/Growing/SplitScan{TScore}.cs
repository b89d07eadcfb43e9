namespace Hone.Learn;

/// <summary>What the criteria have in common, compiled once per score.</summary>
internal abstract class SplitScan<TScore> : SplitScan
    where TScore : struct, ISplitScore
{
    private readonly double[] _left;
    private readonly double[] _right;

    protected SplitScan(int channels)
    {
        _left = new double[channels];
        _right = new double[channels];
    }

    public override int Channels => _left.Length;

    public override double Score(ReadOnlySpan<double> sum) => TScore.Of(sum);

    public override int FindCut(ReadOnlySpan<double> sums, ReadOnlySpan<int> counts, ReadOnlySpan<double> total, bool hasMissing, int minLeaf, ref double best, out bool missingGoesRight)
    {
        int channels = Channels;
        int values = counts.Length - (hasMissing ? 1 : 0);

        // Missing values go right; with some, the last cut sets them apart from all values.
        _left.AsSpan().Clear();
        int cut = Sweep(sums, counts, total, hasMissing ? values : values - 1, 0, minLeaf, ref best);
        missingGoesRight = true;
        if (hasMissing)
        {
            sums.Slice(values * channels, channels).CopyTo(_left);
            int other = Sweep(sums, counts, total, values - 1, counts[values], minLeaf, ref best);
            if (other >= 0)
            {
                cut = other;
                missingGoesRight = false;
            }
        }

        return cut;
    }

    /// <summary>Moves groups one after the other to the left side, which may hold rows already.</summary>
    private int Sweep(ReadOnlySpan<double> sums, ReadOnlySpan<int> counts, ReadOnlySpan<double> total, int cuts, int leftCount, int minLeaf, ref double best)
    {
        Span<double> left = _left;
        Span<double> right = _right;
        int rows = 0;
        foreach (int count in counts)
        {
            rows += count;
        }

        int found = -1;
        for (int group = 0; group < cuts; group++)
        {
            ReadOnlySpan<double> sum = sums.Slice(group * left.Length, left.Length);
            for (int k = 0; k < left.Length; k++)
            {
                left[k] += sum[k];
                right[k] = total[k] - left[k];
            }

            leftCount += counts[group];
            if (leftCount < minLeaf)
            {
                continue;
            }

            if (rows - leftCount < minLeaf)
            {
                break;
            }

            double score = TScore.Of(left) + TScore.Of(right);
            if (score > best)
            {
                best = score;
                found = group;
            }
        }

        return found;
    }
}
