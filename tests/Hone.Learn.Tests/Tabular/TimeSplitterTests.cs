using FsCheck;
using FsCheck.Fluent;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Splits by time and by the last rows of each group.</summary>
public sealed class TimeSplitterTests
{
    [Fact]
    public void The_last_rows_by_time_judge_whatever_order_the_table_has()
    {
        Frame frame = Frame.ParseCsv("t\n2020-01-05\n2020-01-01\n2020-01-04\n2020-01-02\n2020-01-03\n");
        DataSplit split = new TimeSplitter(frame, "t", 0.4).Split(Ids(5));
        Assert.Equal([1, 3, 4], split.Train);
        Assert.Equal([2, 0], split.Valid);
        Assert.Equal("TimeSplitter(t, valid 0.4)", new TimeSplitter(frame, "t", 0.4).ToString());
    }

    [Fact]
    public void Rows_of_one_moment_stay_together_in_training()
    {
        Frame frame = Frame.ParseCsv("t\n1\n2\n2\n2\n3\n");
        Assert.Equal([4], new TimeSplitter(frame, "t", 0.6).Split(Ids(5)).Valid);
        HoneDataException error = Assert.Throws<HoneDataException>(() => new TimeSplitter(Frame.ParseCsv("t\n1\n2\n2\n2\n"), "t", 0.5).Split(Ids(4)));
        Assert.Contains("last 2 of 4 rows", error.Message);
        Assert.Contains("\"2\"", error.Message);
    }

    [Fact]
    public void Every_validation_row_is_later_than_every_training_row()
    {
        Prop.ForAll<short[]>(values =>
        {
            short[] times = [.. values, .. Enumerable.Range(0, 40).Select(i => (short)(i * 700))];
            var frame = new Frame(new NumberColumn("t", [.. times.Select(time => (double)time)]));
            DataSplit split = new TimeSplitter(frame, "t", 0.3).Split(Ids(times.Length));
            split.Check(times.Length);
            return split.Train.Count + split.Valid.Count == times.Length
                && split.Valid.Count <= 0.3 * times.Length
                && split.Train.Max(row => times[row]) < split.Valid.Min(row => times[row]);
        }).Check(Properties.Config.WithMaxTest(100));
    }

    [Fact]
    public void The_last_rows_of_each_user_judge_and_small_users_stay_in_training()
    {
        Frame frame = Frame.ParseCsv("user,t\na,3\nb,1\na,1\na,2\nb,2\nc,9\na,4\n");
        DataSplit split = new LeaveLastSplitter(frame, "user", "t").Split(Ids(7));
        Assert.Equal([4, 6], split.Valid.Order());
        Assert.Equal([0, 1, 2, 3, 5], split.Train.Order());
        DataSplit three = new LeaveLastSplitter(frame, "user", "t", count: 2, testCount: 1).Split(Ids(7));
        Assert.Equal([0, 3], three.Valid.Order());
        Assert.Equal([6], three.Test);
        Assert.Equal([1, 2, 4, 5], three.Train.Order());
        Assert.Equal("LeaveLastSplitter(user by t, valid 1, test 0)", new LeaveLastSplitter(frame, "user", "t").ToString());
    }

    [Fact]
    public void Each_user_is_judged_by_later_rows_than_are_learned_from()
    {
        Prop.ForAll<byte[]>(values =>
        {
            int[] users = [.. values.Select(value => value % 5)];
            int[] times = [.. values.Select((value, i) => (value * 31 % 17) + i)];
            if (users.Length == 0)
            {
                return true;
            }

            var frame = new Frame(new NumberColumn("user", [.. users.Select(user => (double)user)]), new NumberColumn("t", [.. times.Select(time => (double)time)]));
            DataSplit split = new LeaveLastSplitter(frame, "user", "t", count: 2, testCount: 1).Split(Ids(users.Length));
            split.Check(users.Length);
            return split.Train.Count + split.Valid.Count + split.Test.Count == users.Length
                && Ordered(split.Train, split.Valid)
                && Ordered(split.Valid, split.Test)
                && users.Distinct().All(user => split.Train.Any(row => users[row] == user));

            bool Ordered(IReadOnlyList<int> earlier, IReadOnlyList<int> later) =>
                earlier.All(first => later.Where(row => users[row] == users[first]).All(row => times[first] <= times[row]));
        }).Check(Properties.Config.WithMaxTest(100));
    }

    [Fact]
    public void Times_that_cannot_order_rows_are_errors()
    {
        Assert.Contains("kind Text", Assert.Throws<HoneDataException>(() => new TimeSplitter(Frame.ParseCsv("t\nsoon\nlate\n"), "t")).Message);
        string missing = Assert.Throws<HoneDataException>(() => new TimeSplitter(Frame.ParseCsv("t,x\n1,1\n,2\n,3\n"), "t")).Message;
        Assert.Contains("2 of 3 rows, the first is row 1", missing);
        Assert.Contains("1 of 2 rows", Assert.Throws<HoneDataException>(() => new LeaveLastSplitter(Frame.ParseCsv("u,t\n,1\n1,2\n"), "u", "t")).Message);
        Frame frame = Frame.ParseCsv("u,t\n1,1\n1,2\n");
        Assert.Contains("3 items", Assert.Throws<HoneDataException>(() => new TimeSplitter(frame, "t").Split(Ids(3))).Message);
        Assert.Contains("3 items", Assert.Throws<HoneDataException>(() => new LeaveLastSplitter(frame, "u", "t").Split(Ids(3))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSplitter(frame, "t", 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeaveLastSplitter(frame, "u", "t", -1));
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];
}
