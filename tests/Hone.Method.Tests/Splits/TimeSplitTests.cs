namespace Hone.Method.Tests;

public sealed class TimeSplitTests
{
    private static readonly DateTime Start = new(2025, 1, 1);

    [Fact]
    public void The_last_share_is_for_validation_and_the_gap_before_it_is_left_out()
    {
        Split split = Split.Time(Days(100), new() { Fractions = new() { Valid = 0.2, Test = 0.1 }, Gap = TimeSpan.FromDays(7) });

        Assert.Equal(Enumerable.Range(0, 63), split.TrainIndices);
        Assert.Equal(Enumerable.Range(70, 13), split.ValidIndices);
        Assert.Equal(Enumerable.Range(90, 10), split.TestIndices);
        Assert.Equal([.. Enumerable.Range(63, 7), .. Enumerable.Range(83, 7)], split.GapIndices);
    }

    [Fact]
    public void A_date_cuts_where_it_says()
    {
        Split split = Split.Time(Days(100), new() { ValidFrom = Start.AddDays(60), TestFrom = Start.AddDays(80) });

        Assert.Equal((60, 20, 20, 0), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count, split.GapIndices.Count));
        Assert.Equal((0.2, 0.2), (split.Options.Fractions.Valid, split.Options.Fractions.Test));
    }

    [Fact]
    public void Items_of_one_moment_stay_together_and_the_order_of_the_rows_does_not_matter()
    {
        SplitData data = Days(120, each: 24);
        SplitData shuffled = data.Take(new IdHash(1, "shuffle").Shuffle(Enumerable.Range(0, 120), data.Ids));

        Split split = Split.Time(data, new() { Fractions = new() { Valid = 0.25 } });
        Split again = Split.Time(shuffled, new() { Fractions = new() { Valid = 0.25 } });

        Assert.Equal(24, split.ValidIndices.Count);
        Assert.Equal(split.ValidIndices.Select(i => split.Ids[i]).Order(), again.ValidIndices.Select(i => again.Ids[i]).Order());
    }

    [Theory]
    [InlineData(200, "0 of 100 items in the valid part; the items are from 2025-01-01 to 2025-04-10")]
    [InlineData(-5, "0 of 100 items in the train part")]
    public void A_date_outside_the_data_is_refused_with_the_range_of_the_data(int day, string got)
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Time(Days(100), new() { ValidFrom = Start.AddDays(day) }));

        Assert.Contains(got, error.Got, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_test_date_after_the_data_and_a_gap_that_swallows_a_part_are_refused()
    {
        Assert.Contains("0 of 100 items in the test part", Assert.Throws<SplitException>(() => Split.Time(Days(100), new() { TestFrom = Start.AddDays(200) })).Got, StringComparison.Ordinal);
        SplitException gap = Assert.Throws<SplitException>(() => Split.Time(Days(100), new() { Gap = TimeSpan.FromDays(90) }));
        Assert.Contains("0 of 100 items in the train part", gap.Got, StringComparison.Ordinal);
        Assert.Contains("a shorter gap than 90d", gap.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_time_is_refused_with_the_first_three_items_and_the_largest_feasible_k()
    {
        SplitData data = Days(20);
        DateTime?[] times = [.. data.Times!];
        times[4] = null;
        times[11] = null;

        SplitException error = Assert.Throws<SplitException>(() => Split.Time(data with { Times = times }));

        Assert.Contains("2 items without one: item 4 ('id 4'), item 11 ('id 11')", error.Got, StringComparison.Ordinal);
        Assert.Contains("the largest feasible k would be 17", error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_at_the_ends_of_the_calendar_do_not_end_the_program()
    {
        var data = new SplitData
        {
            Ids = Enumerable.Range(0, 4).Select(i => $"id {i}").ToArray(),
            Times = [DateTime.MinValue, DateTime.MinValue.AddDays(1), DateTime.MinValue.AddDays(2), DateTime.MaxValue],
        };

        Assert.Contains("0 of 4 items in the train part", Assert.Throws<SplitException>(() => Split.Time(data, new() { ValidFrom = DateTime.MinValue.AddDays(1), Gap = TimeSpan.FromDays(30) })).Got, StringComparison.Ordinal);
        Assert.Equal(2, Split.Backtest(data, new() { Origins = 2 }).FoldCount);
    }

    [Fact]
    public void One_moment_cannot_be_split()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Time(Days(10, each: 10)));

        Assert.Contains("1 in 10 items, 2025-01-01 to 2025-01-01", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_are_in_the_past_are_counted_or_left_out()
    {
        // Ten drivers; driver d drives on the days d*10 to d*10+19, so that neighbors overlap.
        var data = new SplitData
        {
            Ids = Enumerable.Range(0, 200).Select(i => $"id {i}").ToArray(),
            Times = Enumerable.Range(0, 200).Select(i => (DateTime?)Start.AddDays((i / 20 * 10) + (i % 20))).ToArray(),
            Groups = Enumerable.Range(0, 200).Select(i => $"driver {i / 20}").ToArray(),
        };

        Split allowed = Split.GroupTime(data, new() { ValidFrom = Start.AddDays(75) });
        Split strict = Split.GroupTime(data, new() { ValidFrom = Start.AddDays(75), SeenGroups = SeenGroups.LeaveOut });

        Assert.Equal(2, allowed.Groups!.Shared);
        Assert.Equal(0, strict.Groups!.Shared);
        Assert.Equal(allowed.ValidIndices.Count, strict.ValidIndices.Count + strict.GapIndices.Count);
        Assert.Equal(["driver 8", "driver 9"], strict.ValidIndices.Select(i => data.Groups[i]).Distinct());
        SplitException folds = Assert.Throws<SplitException>(() => Split.GroupTime(data, new() { Folds = 3, SeenGroups = SeenGroups.LeaveOut }));
        Assert.Contains("3 folds", folds.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backtest_predicts_each_window_from_what_came_before_its_gap()
    {
        Split split = Split.Backtest(Days(70), new() { Origins = 6, Gap = TimeSpan.FromDays(3) });

        IReadOnlyList<SplitFold> folds = split.GetFolds();
        Assert.Equal(6, folds.Count);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(Enumerable.Range(10 * (i + 1), 10), folds[i].ValidIndices);
            Assert.Equal(Enumerable.Range(0, (10 * (i + 1)) - 3), folds[i].TrainIndices);
        }

        Assert.Equal(folds[5].ValidIndices, split.ValidIndices);
        Assert.Equal(folds[5].TrainIndices, split.TrainIndices);
        Assert.Equal([57, 58, 59], split.GapIndices);
    }

    [Fact]
    public void A_sliding_window_forgets_what_is_long_ago()
    {
        Split split = Split.Backtest(Days(70), new() { Origins = 3, Horizon = TimeSpan.FromDays(7), Window = BacktestWindow.Sliding, TrainSpan = TimeSpan.FromDays(14), Test = 0.1 });

        IReadOnlyList<SplitFold> folds = split.GetFolds();
        Assert.Equal(Enumerable.Range(63, 7), split.TestIndices);
        for (int i = 0; i < 3; i++)
        {
            int origin = 42 + (7 * i);
            Assert.Equal(Enumerable.Range(origin, 7), folds[i].ValidIndices);
            Assert.Equal(Enumerable.Range(origin - 14, 14), folds[i].TrainIndices);
        }

        Assert.Equal(42, split.GapIndices.Count);
    }

    [Fact]
    public void Unsorted_rows_are_refused_with_the_rows()
    {
        SplitData data = Days(30);
        DateTime?[] times = [.. data.Times!];
        (times[10], times[11]) = (times[11], times[10]);

        SplitException error = Assert.Throws<SplitException>(() => Split.Backtest(data with { Times = times }));

        Assert.Contains("1 rows that break it: 2025-01-11 in row 11 after 2025-01-12 in row 10", error.Got, StringComparison.Ordinal);
        Assert.Contains("sort the table by time", error.Try, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_moment_that_an_entity_has_twice_is_refused_with_the_entity()
    {
        SplitData data = Days(30);
        string[] groups = Enumerable.Range(0, 30).Select(i => i < 15 ? "north" : "south").ToArray();
        DateTime?[] times = [.. data.Times!];
        times[20] = times[19];

        SplitException error = Assert.Throws<SplitException>(() => Split.Backtest(data with { Times = times, Groups = groups }));

        Assert.Contains("'south' has 2025-01-20 in row 20 after 2025-01-20 in row 19", error.Got, StringComparison.Ordinal);
        Assert.Equal(5, Split.Backtest(data with { Groups = groups }).FoldCount);
    }

    [Fact]
    public void Two_entities_may_stand_one_after_the_other()
    {
        SplitData data = Days(30);
        var both = new SplitData
        {
            Ids = [.. data.Ids.Select(id => "a" + id), .. data.Ids.Select(id => "b" + id)],
            Times = [.. data.Times!, .. data.Times!],
            Groups = [.. data.Ids.Select(_ => "a"), .. data.Ids.Select(_ => "b")],
        };

        Assert.Equal(4, Split.Backtest(both, new() { Origins = 4 }).FoldCount);
        Assert.Throws<SplitException>(() => Split.Backtest(both with { Groups = null }, new() { Origins = 4 }));
    }

    [Fact]
    public void Too_many_origins_are_refused_with_the_largest_feasible_k()
    {
        Assert.Contains("the largest feasible k is 4", Assert.Throws<SplitException>(() => Split.Backtest(Days(5), new() { Origins = 5 })).Try, StringComparison.Ordinal);
        SplitException horizon = Assert.Throws<SplitException>(() => Split.Backtest(Days(30), new() { Origins = 6, Horizon = TimeSpan.FromDays(7) }));
        Assert.Contains("origin 0 (2024-12-20) has 0 items before it (gap 0)", horizon.Got, StringComparison.Ordinal);
        Assert.Contains("the largest feasible k is 4", horizon.Try, StringComparison.Ordinal);
        Assert.Equal(4, Split.Backtest(Days(30), new() { Origins = 4, Horizon = TimeSpan.FromDays(7) }).FoldCount);
    }

    [Theory]
    [InlineData("7d", 7 * 24)]
    [InlineData("12h", 12)]
    [InlineData("2w", 14 * 24)]
    [InlineData("90min", 1.5)]
    public void Lengths_of_time_are_read_as_people_write_them(string text, double hours) => Assert.Equal(TimeSpan.FromHours(hours), Durations.Parse(text));

    [Theory]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("-7d")]
    [InlineData("a week")]
    public void A_length_of_time_without_a_number_and_a_unit_is_refused(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<SplitException>(() => Durations.Parse(text)).Message, StringComparison.Ordinal);

    private static SplitData Days(int count, int each = 1) => new()
    {
        Ids = Enumerable.Range(0, count).Select(i => $"id {i}").ToArray(),
        Times = Enumerable.Range(0, count).Select(i => (DateTime?)Start.AddDays(i / each)).ToArray(),
    };
}
