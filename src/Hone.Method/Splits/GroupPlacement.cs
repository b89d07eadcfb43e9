namespace Hone.Method;

/// <summary>Groups on their way into parts: which part each is in, and the counts that follow from it.</summary>
internal sealed class GroupPlacement
{
    public const int Nowhere = -1;

    private readonly GroupTable _table;
    private readonly double[] _shares;
    private readonly int[][] _counts;
    private readonly double[][] _wanted;

    public GroupPlacement(GroupTable table, double[] shares)
    {
        _table = table;
        _shares = shares;
        Parts = Enumerable.Repeat(Nowhere, table.Names.Length).ToArray();
        GroupsIn = new int[shares.Length];
        _counts = shares.Select(_ => new int[table.Classes.Length]).ToArray();
        _wanted = shares.Select(share => table.ClassTotals.Select(total => share * total).ToArray()).ToArray();
    }

    /// <summary>The part of each group.</summary>
    public int[] Parts { get; }

    /// <summary>How many groups each part has.</summary>
    public int[] GroupsIn { get; }

    public int PartCount => _shares.Length;

    /// <summary>How full a part is: items over the items that it should have.</summary>
    public double Fill(int part) => _counts[part].Sum() / (_shares[part] * _table.ItemCount);

    /// <summary>Puts a group into a part, or takes it out with <see cref="Nowhere"/>.</summary>
    public void Put(int group, int part)
    {
        int old = Parts[group];
        int[] row = _table.Counts[group];
        if (old != Nowhere)
        {
            Add(_counts[old], row, -1);
            GroupsIn[old]--;
        }

        if (part != Nowhere)
        {
            Add(_counts[part], row, 1);
            GroupsIn[part]++;
        }

        Parts[group] = part;
    }

    public GroupScore Score()
    {
        var sum = new GroupScore(0, 0);
        for (int part = 0; part < PartCount; part++)
        {
            sum = Sum(sum, ScoreOf(part));
        }

        return sum;
    }

    /// <summary>The score of one part; those of all parts add up.</summary>
    public GroupScore ScoreOf(int part)
    {
        int lacking = 0;
        double distance = 0;
        for (int c = 0; c < _counts[part].Length; c++)
        {
            double wanted = _wanted[part][c];
            double difference = _counts[part][c] - wanted;
            distance += difference * difference / wanted;
            lacking += _counts[part][c] == 0 ? 1 : 0;
        }

        return new GroupScore(lacking, distance);
    }

    /// <summary>The largest |share of a class in a part - its share in all|.</summary>
    public double Deviation()
    {
        double deviation = 0;
        foreach (int[] counts in _counts)
        {
            double size = counts.Sum();
            for (int c = 0; c < counts.Length && size > 0; c++)
            {
                deviation = Math.Max(deviation, Math.Abs((counts[c] / size) - ((double)_table.ClassTotals[c] / _table.ItemCount)));
            }
        }

        return deviation;
    }

    public static GroupScore Sum(GroupScore a, GroupScore b) => new(a.Lacking + b.Lacking, a.Distance + b.Distance);

    private static void Add(int[] counts, int[] row, int sign)
    {
        for (int c = 0; c < counts.Length; c++)
        {
            counts[c] += sign * row[c];
        }
    }
}
