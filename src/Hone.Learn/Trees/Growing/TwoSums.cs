namespace Hone.Learn;

/// <summary>Sums [weight, weight * target]: enough for squared error, and for two classes.</summary>
internal sealed class TwoSums<TScore>() : SplitScan<TScore>(2)
    where TScore : struct, ISplitScore
{
    public override void AddByCode(ReadOnlySpan<ushort> codes, ReadOnlySpan<TrainingRow> rows, Span<double> sums, Span<int> counts)
    {
        rows = rows[..codes.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            ref readonly TrainingRow row = ref rows[i];
            int code = codes[i];
            sums[2 * code] += row.Weight;
            sums[(2 * code) + 1] += row.Weight * row.Target;
            counts[code]++;
        }
    }

    public override int AddSorted(ReadOnlySpan<uint> keys, ReadOnlySpan<TrainingRow> rows, Span<double> sums, Span<int> counts, Span<int> codes)
    {
        int group = -1;
        int last = -1;
        double weight = 0;
        double sum = 0;
        int count = 0;
        foreach (uint key in keys)
        {
            int code = (int)(key >> 16);
            if (code != last)
            {
                if (group >= 0)
                {
                    sums[2 * group] = weight;
                    sums[(2 * group) + 1] = sum;
                    counts[group] = count;
                }

                group++;
                codes[group] = code;
                last = code;
                weight = 0;
                sum = 0;
                count = 0;
            }

            ref readonly TrainingRow row = ref rows[(int)(key & 0xFFFF)];
            weight += row.Weight;
            sum += row.Weight * row.Target;
            count++;
        }

        sums[2 * group] = weight;
        sums[(2 * group) + 1] = sum;
        counts[group] = count;
        return group + 1;
    }

    public override void AddAll(ReadOnlySpan<TrainingRow> rows, Span<double> sum)
    {
        foreach (ref readonly TrainingRow row in rows)
        {
            sum[0] += row.Weight;
            sum[1] += row.Weight * row.Target;
        }
    }

    public override void AddSides(ReadOnlySpan<ushort> codes, ReadOnlySpan<TrainingRow> rows, int lastLeft, int missingCode, Span<double> sums, Span<int> counts)
    {
        rows = rows[..codes.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            ref readonly TrainingRow row = ref rows[i];
            int side = codes[i] == missingCode ? 2 : codes[i] > lastLeft ? 1 : 0;
            sums[2 * side] += row.Weight;
            sums[(2 * side) + 1] += row.Weight * row.Target;
            counts[side]++;
        }
    }
}
