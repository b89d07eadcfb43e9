using System.Text;
using Hone.Learn.Data;

namespace Hone.Method.Tests;

public sealed class SplitAdvisorTests
{
    // The three cases of "How (and why) to create a good validation set".
    [Fact]
    public void Sales_over_time_are_split_by_time()
    {
        var csv = new StringBuilder("date,weather,promotion,sales\n");
        for (int day = 0; day < 60; day++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{new DateTime(2025, 1, 1).AddDays(day):yyyy-MM-dd},{(day % 3 == 0 ? "rain" : "sun")},{day % 2},{100 + day}\n");
        }

        SplitAdvice advice = SplitAdvisor.Suggest(Frame.ParseCsv(csv.ToString()), "sales");

        Assert.Equal(SplitStrategy.Time, advice.Strategy);
        Assert.Equal("date", advice.Answers.TimeColumn);
        Assert.Contains("The last slice by 'date' validates", advice.Reason, StringComparison.Ordinal);
        Assert.Equal("column 'date': 2025-01-01 to 2025-03-01", advice.Questions[0].Evidence);
        Assert.Equal(5, advice.Questions.Count);
    }

    [Fact]
    public void Unseen_drivers_are_split_by_driver()
    {
        SplitAdvice advice = SplitAdvisor.Suggest(Drivers(), "action");

        Assert.Equal(SplitStrategy.Group, advice.Strategy);
        Assert.Equal("driver_id", advice.Answers.EntityColumn);
        Assert.Contains("Each 'driver_id' is in one part only, because the model will meet new ones", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unseen_fishing_boats_with_rare_fish_are_split_by_boat_with_the_shares_kept()
    {
        var csv = new StringBuilder("image,boat,fish\n");
        for (int i = 0; i < 120; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i}.jpg,b{i / 10},{(i % 12 == 0 ? "shark" : "tuna")}\n");
        }

        SplitAdvice advice = SplitAdvisor.Suggest(Frame.ParseCsv(csv.ToString()), "fish");

        Assert.Equal(SplitStrategy.StratifiedGroup, advice.Strategy);
        Assert.Equal("2 classes of 10 to 110 rows", advice.Questions[3].Evidence);
        Assert.Contains("imbalanced", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_and_entity_together_are_split_by_time_with_the_entities_counted()
    {
        Frame table = Frame.ParseCsv("day,store,sales\n2025-01-01,a,1\n2025-01-01,b,2\n2025-01-02,a,3\n2025-01-02,b,4\n");

        SplitAdvice advice = SplitAdvisor.Suggest(table, "sales", new() { NewEntities = false });

        Assert.Equal(SplitStrategy.GroupTime, advice.Strategy);
        Assert.Equal(("day", "store"), (advice.Answers.TimeColumn, advice.Answers.EntityColumn));
        Assert.Contains("whose past it knows", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_answer_nothing_is_checked_and_with_both_answers_it_is_stratified()
    {
        Frame table = Frame.ParseCsv("x,y\n1,a\n2,b\n3,a\n4,b\n");

        SplitAdvice open = SplitAdvisor.Suggest(table, "y");
        SplitAdvice half = SplitAdvisor.Suggest(table, "y", new() { PredictsFuture = false });
        SplitAdvice answered = SplitAdvisor.Suggest(table, "y", new() { PredictsFuture = false, SharesEntity = false });

        Assert.Null(open.Strategy);
        Assert.StartsWith("No column says whether the future is predicted (--time COLUMN or none) and whether rows share an entity", open.Reason, StringComparison.Ordinal);
        Assert.Null(half.Strategy);
        Assert.DoesNotContain("--time", half.Reason, StringComparison.Ordinal);
        Assert.Equal(SplitStrategy.Stratified, answered.Strategy);
        Assert.Contains("within each class", answered.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_test_part_is_kept()
    {
        Frame table = Frame.ParseCsv("x,part,y\n1,train,2\n2,train,3\n3,test,2.5\n");

        SplitAdvice advice = SplitAdvisor.Suggest(table, "y", new() { PredictsFuture = false, SharesEntity = false });

        Assert.Equal(SplitStrategy.GivenTest, advice.Strategy);
        Assert.Equal("column 'part'", advice.Questions[4].Evidence);
        Assert.Contains("quantile of the target", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_drivers_need_no_split_by_driver()
    {
        SplitAdvice advice = SplitAdvisor.Suggest(Drivers(), "action", new() { NewEntities = false, PredictsFuture = false });

        Assert.Equal(SplitStrategy.Stratified, advice.Strategy);
    }

    [Fact]
    public void Without_a_target_column_chance_alone_decides()
    {
        SplitAdvice advice = SplitAdvisor.Suggest(Frame.ParseCsv("x\n1\n2\n"), "mask", new() { PredictsFuture = false, SharesEntity = false });

        Assert.Equal(SplitStrategy.Random, advice.Strategy);
        Assert.Equal("By chance, because rows are neither ordered in time nor share an entity.", advice.Reason);
    }

    [Fact]
    public void An_entity_or_a_time_without_a_column_is_asked_for()
    {
        Frame table = Frame.ParseCsv("x,y\n1,a\n2,b\n3,a\n4,b\n");

        Assert.Contains("--time", SplitAdvisor.Suggest(table, "y", new() { PredictsFuture = true }).Reason, StringComparison.Ordinal);
        Assert.Contains("--by", SplitAdvisor.Suggest(table, "y", new() { SharesEntity = true, PredictsFuture = false }).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_that_cannot_be_read_show_three_rows_and_ask_for_a_format()
    {
        Frame table = Frame.ParseCsv("when,y\n31.12.2024,1\n30.12.2024,2\n29.12.2024,3\n28.12.2024,4\n");

        SplitException error = Assert.Throws<SplitException>(() => SplitAdvisor.Suggest(table, "y"));
        SplitAdvice advice = SplitAdvisor.Suggest(table, "y", new() { DateFormat = "d.M.yyyy" });
        SplitException other = Assert.Throws<SplitException>(() => SplitAdvisor.Suggest(table, "y", new() { DateFormat = "yyyy-MM-dd" }));

        Assert.Equal("4 of 4 that are not, row 0: '31.12.2024', row 1: '30.12.2024', row 2: '29.12.2024'", error.Got);
        Assert.Contains("--date-format d/M/yyyy", error.Try, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Equal(SplitStrategy.Time, advice.Strategy);
        Assert.Equal("column 'when': 2024-12-28 to 2024-12-31", advice.Questions[0].Evidence);
        Assert.Contains("written as yyyy-MM-dd", other.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        SplitException error = Assert.Throws<SplitException>(() => SplitAdvisor.Suggest(Drivers(), "action", new() { EntityColumn = "pilot" }));

        Assert.Contains("image, driver_id, action", error.Expected, StringComparison.Ordinal);
        Assert.Contains("'pilot' after --by", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Years_and_seconds_are_times_and_other_numbers_are_not()
    {
        Frame table = Frame.ParseCsv("year,timestamp,x\n2006,1260759144,1\n2010,1260759179,2\n");

        Assert.Equal(new DateTime(2006, 1, 1), TimeValues.Read(table["year"])[0]);
        Assert.Equal(new DateTime(2009, 12, 14, 2, 52, 24), TimeValues.Read(table["timestamp"])[0]);
        Assert.Contains("row 0: '1'", Assert.Throws<SplitException>(() => TimeValues.Read(table["x"])).Got, StringComparison.Ordinal);
        Assert.Equal("timestamp", SplitAdvisor.Suggest(table, "x").Answers.TimeColumn);
        Assert.Equal("year", SplitAdvisor.Suggest(table.Without("timestamp"), "x").Answers.TimeColumn);
    }

    private static Frame Drivers()
    {
        var csv = new StringBuilder("image,driver_id,action\n");
        for (int i = 0; i < 60; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i}.jpg,p{i / 6},{(i % 2 == 0 ? "texting" : "driving")}\n");
        }

        return Frame.ParseCsv(csv.ToString());
    }
}
