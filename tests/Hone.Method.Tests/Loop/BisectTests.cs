namespace Hone.Method.Tests;

public sealed class BisectTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(63)]
    public void The_first_bad_version_is_found_in_logarithmically_many_runs(int culprit)
    {
        string[] versions = [.. Enumerable.Range(0, 64).Select(number => $"c{number}")];

        BisectResult result = Bisect.Versions(versions, version => int.Parse(version[1..]) >= culprit ? 0.7 : 0.9, noise: 0.05);

        Assert.Equal(($"c{culprit}", $"c{culprit - 1}"), (result.Culprit, result.LastGood));
        Assert.InRange(result.Steps.Count, 2, 8);
    }

    [Fact]
    public void A_difference_that_does_not_repeat_is_not_searched_for()
    {
        BisectResult result = Bisect.Versions(["a", "b", "c"], _ => 0.9, noise: 0.02);

        Assert.Null(result.Culprit);
        Assert.Equal(2, result.Steps.Count);
        Assert.Contains("did not repeat: 0.9 for a and 0.9 for c", result.Problem!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parameter_that_moved_the_score_is_found_with_both_values()
    {
        var good = new Dictionary<string, string> { ["learningRate"] = "0.01", ["epochs"] = "5", ["model"] = "a", ["width"] = "8" };
        var bad = new Dictionary<string, string> { ["learningRate"] = "10", ["epochs"] = "6", ["model"] = "a", ["dropout"] = "0.5" };

        BisectResult result = Bisect.Parameters(good, bad, parameters => parameters["learningRate"] == "10" ? 0.1 : 0.9 + (0.001 * parameters.Count));

        Assert.Equal("learningRate: 0.01 -> 10", result.Culprit);
    }

    [Fact]
    public void Equal_parameters_point_to_code_data_and_seeds()
    {
        var same = new Dictionary<string, string> { ["model"] = "a" };

        Assert.Contains("look at code, data and seeds", Bisect.Parameters(same, same, _ => 0).Problem!, StringComparison.Ordinal);
    }
}
