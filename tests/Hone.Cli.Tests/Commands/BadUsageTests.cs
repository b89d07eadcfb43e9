namespace Hone.Cli.Tests;

public sealed class BadUsageTests
{
    [Theory]
    [InlineData("start --epoch 3", "'--epoch'", "did you mean --epochs?")]
    [InlineData("start --sede 3", "'--sede'", "did you mean --seed?")]
    [InlineData("start --ful", "'--ful'", "did you mean --full?")]
    [InlineData("start --wibble", "'--wibble'", "hone start --help lists the options")]
    [InlineData("runs --jsno", "'--jsno'", "did you mean --json?")]
    [InlineData("strat", "'strat'", "did you mean 'hone start'?")]
    [InlineData("comp a b", "'comp'", "did you mean 'hone compare'?")]
    [InlineData("frobnicate", "'frobnicate'", "hone --help lists the commands")]
    [InlineData("start --subset 20", "20, which is 2000% of the training items", "did you mean 20%?")]
    [InlineData("start --subset 1", "'1', which may mean 1% or 100%", "write 1% or 100%")]
    [InlineData("start --subset 0%", "got:   0", "write 5%")]
    [InlineData("start --subset lots", "'lots'", "write 5%")]
    [InlineData("start --epochs 0", "'0'", "a whole number from 1 to 10000 after --epochs")]
    [InlineData("start --epochs -3", "'-3'", "a whole number from 1 to 10000 after --epochs")]
    [InlineData("start --epochs 2.5", "'2.5'", "a whole number from 1 to 10000 after --epochs")]
    [InlineData("start --seed x", "'x'", "a whole number from 0 to 9223372036854775807 after --seed")]
    [InlineData("start --seed", "got:   none", "one value after --seed")]
    [InlineData("start --seed 1 --seed 2", "2: '1', '2'", "one value after --seed")]
    [InlineData("start extra", "'extra' in addition", "leave 'extra' out")]
    [InlineData("start --data somewhere", "--data somewhere alone", "add --full, or leave --data out")]
    [InlineData("compare a", "nothing in its place", "expected B after 'hone compare'")]
    [InlineData("compare a b c", "'c' in addition", "2 words after 'hone compare'")]
    [InlineData("runs --json --csv", "both", "choose one of them")]
    [InlineData("reproduce", "nothing in its place", "hone reproduce --list names the rows")]
    [InlineData("reproduce fashion-samle", "'fashion-samle'", "did you mean fashion-sample?")]
    [InlineData("reproduce nothing-like-it", "'nothing-like-it'", "hone reproduce --list names the rows")]
    [InlineData("reproduce fashion-sample --seeds 0", "'0'", "a whole number from 1 to 100 after --seeds")]
    public void Wrong_usage_names_what_was_typed_and_what_to_type(string line, string got, string remedy)
    {
        CommandRun run = CommandRun.Of(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.StartsWith("error: expected ", run.Error);
        Assert.Contains(got, run.Error);
        Assert.Contains(remedy, run.Error);
        PlainText.Assert(run.Error);
    }

    [Fact]
    public void An_empty_folder_name_is_refused()
    {
        CommandRun run = CommandRun.Of("start", "--dir", " ");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a folder after --dir", run.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("2000")]
    public void A_wrong_number_of_threads_names_the_variable_and_the_range(string threads)
    {
        CommandRun run = CommandRun.Of(host => host with { Variable = name => name == "HONE_THREADS" ? threads : null }, "reproduce", "--list");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{threads}'", run.Error);
        Assert.Contains("HONE_THREADS", run.Error);
        Assert.Contains("from 1 to 1024", run.Error);
    }

    [Theory]
    [InlineData("start", "strat", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distance_counts_the_edits(string a, string b, int edits) => Assert.Equal(edits, Suggestion.Distance(a, b));
}
