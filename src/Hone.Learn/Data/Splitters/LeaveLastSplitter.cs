using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The last rows of each group by time are for validation, such as the last films that each user has rated ("leave last out").</summary>
/// <remarks>
/// Every group that is judged is known from training, and no row of a group is judged by an earlier one of the same group. Rows of different groups may still lie across
/// each other in time; <see cref="TimeSplitter"/> keeps them apart too. A group keeps at least one row for training: one that has no more rows than are taken away stays
/// there as a whole. Rows of one moment count in the order of the table.
/// </remarks>
public sealed class LeaveLastSplitter : Splitter
{
    private readonly FrameColumn _group;
    private readonly FrameColumn _time;
    private readonly int _count;
    private readonly int _testCount;

    /// <summary>Stores the options.</summary>
    /// <param name="frame">The table that is split.</param>
    /// <param name="group">The column that says what belongs together, such as the user.</param>
    /// <param name="time">A column of dates or numbers without gaps.</param>
    /// <param name="count">Rows of each group for validation; 1, the usual "leave one out".</param>
    /// <param name="testCount">Rows of each group behind those for the test; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    /// <exception cref="HoneDataException">A column does not exist, the times are text, or values are missing.</exception>
    public LeaveLastSplitter(Frame frame, string group, string time, int count = 1, int testCount = 0)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(testCount);
        _time = TimeOrder.Column(frame, time);
        _group = frame[group];
        if (_group.MissingCount > 0)
        {
            throw new HoneDataException("Every row belongs to a group.", $"none in {_group.MissingCount} of {_group.Count} rows", $"column {group}", "leave these rows out");
        }

        _count = count;
        _testCount = testCount;
    }

    /// <inheritdoc/>
    /// <exception cref="HoneDataException">There are other rows than in the table.</exception>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        TimeOrder.Require(_time, ids.Count, nameof(LeaveLastSplitter));
        int[] groups = RowKeys.Of([_group], out int groupCount);
        var left = new int[groupCount];
        foreach (int group in groups)
        {
            left[group]++;
        }

        int[] sizes = [.. left];
        int[] order = TimeOrder.Sort(_time);
        var train = new List<int>();
        var valid = new List<int>();
        var test = new List<int>();
        foreach (int row in order)
        {
            int group = groups[row];
            int place = left[group]--; // This row and those of its group behind it.
            bool isSmall = sizes[group] <= _count + _testCount;
            List<int> part = isSmall || place > _count + _testCount ? train : place > _testCount ? valid : test;
            part.Add(row);
        }

        return new DataSplit(train, valid, test);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"LeaveLastSplitter({_group.Name} by {_time.Name}, valid {_count}, test {_testCount})";
}
