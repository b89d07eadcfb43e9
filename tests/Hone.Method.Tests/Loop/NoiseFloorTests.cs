namespace Hone.Method.Tests;

public sealed class NoiseFloorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_spread_over_seeds_is_stored_and_found_again()
    {
        Project project = Samples.NewProject(_folder["p"]);
        var floors = new NoiseFloors(project);
        var options = new NoiseOptions { Split = new RunSplit("v1", "abc"), Subset = 0.05 };

        NoiseFloor floor = floors.Measure("net", seed => 0.8 + (0.01 * seed), options);

        Assert.Equal(("valid/accuracy", 3), (floor.Metric, floor.Scores.Count));
        Assert.Equal(0.01, floor.StandardDeviation, 12);
        Assert.Equal(0.0282842712, floor.SmallestBelievableGain, 9);
        NoiseFloor found = new NoiseFloors(project).Find("abc", 0.05, "valid/accuracy")!;
        Assert.Equal(floor.Scores, found.Scores);
        Assert.Equal(floor.SmallestBelievableGain, found.SmallestBelievableGain);
        Assert.Null(floors.Find("abc", 1, "valid/accuracy"));
    }

    [Fact]
    public void A_seed_that_does_not_repeat_is_told_and_names_parallel_reductions()
    {
        int call = 0;
        NoiseFloor floor = new NoiseFloors(Samples.NewProject(_folder["p"])).Measure("net", seed => seed + (1e-6 * call++), new NoiseOptions { Repeat = true });

        Assert.Contains("parallel reductions", floor.Nondeterminism!.HowToFix, StringComparison.Ordinal);
        NoiseFloor steady = new NoiseFloors(Samples.NewProject(_folder["q"])).Measure("net", seed => seed, new NoiseOptions { Repeat = true });
        Assert.Null(steady.Nondeterminism);
    }

    [Fact]
    public void One_seed_has_no_spread()
    {
        var floors = new NoiseFloors(Samples.NewProject(_folder["p"]));

        StatisticsException error = Assert.Throws<StatisticsException>(() => floors.Measure("net", _ => 1, new NoiseOptions { Seeds = 1 }));

        Assert.Contains("at least 2 seeds", error.Message, StringComparison.Ordinal);
        Assert.Empty(floors.All);
    }
}
