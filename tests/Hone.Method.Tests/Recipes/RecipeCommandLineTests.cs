namespace Hone.Method.Tests.Recipes;

public sealed class RecipeCommandLineTests
{
    [Fact]
    public void A_command_line_says_how_a_recipe_runs()
    {
        RecipeCommandLine line = RecipeCommandLine.Parse(
            ["--split", "v2", "--subset", "5%", "--valid-cap", "100", "--epochs", "3", "--seed", "7", "--set", "lr=1e-3", "--set", "name=a=b", "-H", "wider is better", "--expect", "f1 > +0.01", "--p", "70%"]);

        Assert.Equal(("train", "v2", 0.05, 100, 3, 7L), (line.Action, line.Options.Split, line.Options.Subset, line.Options.ValidCap!.Value, line.Options.Epochs!.Value, line.Options.Seed));
        Assert.Equal(("1e-3", "a=b"), (line.Options.Values["lr"], line.Options.Values["name"]));
        Assert.Equal(("wider is better", "f1 > +0.01", 70), (line.Options.Hypothesis!.Text, line.Options.Hypothesis.Expectation, line.Options.Hypothesis.Confidence!.Value));
    }

    [Theory]
    [InlineData("--dry", "dry")]
    [InlineData("--folds", "folds")]
    [InlineData("--folds 5", "folds")]
    [InlineData("--seeds 3", "seeds")]
    [InlineData("--search lr=1..2 --search n=1,2", "search")]
    [InlineData("--replay k3f9", "replay")]
    [InlineData("--action check-batch --with deep=yes", "check-batch")]
    public void Words_choose_the_action(string words, string action) => Assert.Equal(action, RecipeCommandLine.Parse(words.Split(' ')).Action);

    [Theory]
    [InlineData("--subset 20", "did you mean 20%?")]
    [InlineData("--subset much", "'much'")]
    [InlineData("--epochs 0", "a whole number from 1 to 10000 after --epochs")]
    [InlineData("--valid-cap -5", "'-5'")]
    [InlineData("--set lr", "NAME=VALUE after --set")]
    [InlineData("--p 30% -H x", "from 50% to 99%")]
    [InlineData("--p 70%", "'--p 70%' alone")]
    [InlineData("--expect f1>0.5", "'f1>0.5' alone")]
    [InlineData("-H x --no-hypothesis", "both")]
    [InlineData("--dry --folds", "--dry and --folds")]
    [InlineData("--seeds 1", "a whole number from 2 to 100 after --seeds")]
    [InlineData("--search lr", "NAME=LOW..HIGH")]
    [InlineData("--search lr=3..1", "a low end below the high end")]
    [InlineData("--search lr=0..1:log", "above 0")]
    [InlineData("--budget 10", "no --search")]
    [InlineData("--budget soon --search a=1..2", "minutes after --budget")]
    [InlineData("--name a/b", "'a/b'")]
    [InlineData("--split", "a value after --split")]
    [InlineData("--colour", "'--colour'")]
    public void What_cannot_be_understood_is_told(string words, string says)
    {
        var error = Assert.ThrowsAny<MethodException>(() => RecipeCommandLine.Parse(words.Split(' ')));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(says, error.Message);
    }

    [Fact]
    public void Draws_stay_in_their_range_and_repeat()
    {
        SearchRange log = SearchRange.Parse("lr=1e-4..1e-1:log");
        SearchRange whole = SearchRange.Parse("n=3..5:int");
        SearchRange words = SearchRange.Parse("act=relu,gelu");
        var random = new RandomStream(1, "t");
        double[] rates = [.. Enumerable.Range(0, 400).Select(_ => double.Parse(log.Draw(random), System.Globalization.CultureInfo.InvariantCulture))];

        Assert.All(rates, rate => Assert.InRange(rate, 0.99e-4, 1.01e-1));
        Assert.InRange(rates.Count(rate => rate < 3.16e-3), 150, 250);
        Assert.Equal(["3", "4", "5"], Enumerable.Range(0, 100).Select(_ => whole.Draw(random)).Distinct().Order());
        Assert.Equal(["gelu", "relu"], Enumerable.Range(0, 50).Select(_ => words.Draw(random)).Distinct().Order());
        Assert.Equal(log.Draw(new RandomStream(2, "t")), log.Draw(new RandomStream(2, "t")));
    }
}
