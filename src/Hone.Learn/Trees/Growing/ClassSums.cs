namespace Hone.Learn;

/// <summary>The weight of each class.</summary>
internal sealed class ClassSums<TScore>(int classes) : SplitScan<TScore>(classes)
    where TScore : struct, ISplitScore
{
    public override void AddByCode(ReadOnlySpan<ushort> codes, ReadOnlySpan<TrainingRow> rows, Span<double> sums, Span<int> counts)
    {
        int classes = Channels;
        rows = rows[..codes.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            ref readonly TrainingRow row = ref rows[i];
            sums[(codes[i] * classes) + (int)row.Target] += row.Weight;
            counts[codes[i]]++;
        }
    }

    public override int AddSorted(ReadOnlySpan<uint> keys, ReadOnlySpan<TrainingRow> rows, Span<double> sums, Span<int> counts, Span<int> codes)
    {
        int classes = Channels;
        int group = -1;
        int last = -1;
        foreach (uint key in keys)
        {
            int code = (int)(key >> 16);
            if (code != last)
            {
                group++;
                codes[group] = code;
                counts[group] = 0;
                sums.Slice(group * classes, classes).Clear();
                last = code;
            }

            ref readonly TrainingRow row = ref rows[(int)(key & 0xFFFF)];
            sums[(group * classes) + (int)row.Target] += row.Weight;
            counts[group]++;
        }

        return group + 1;
    }

    public override void AddAll(ReadOnlySpan<TrainingRow> rows, Span<double> sum)
    {
        foreach (ref readonly TrainingRow row in rows)
        {
            sum[(int)row.Target] += row.Weight;
        }
    }

    public override void AddSides(ReadOnlySpan<ushort> codes, ReadOnlySpan<TrainingRow> rows, int lastLeft, int missingCode, Span<double> sums, Span<int> counts)
    {
        int classes = Channels;
        rows = rows[..codes.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            ref readonly TrainingRow row = ref rows[i];
            int side = codes[i] == missingCode ? 2 : codes[i] > lastLeft ? 1 : 0;
            sums[(side * classes) + (int)row.Target] += row.Weight;
            counts[side]++;
        }
    }
}
