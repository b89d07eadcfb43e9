using Hone.Testing;

namespace Hone.Method.Tests;

/// <summary>The quick form of <c>hone check --self-test</c>, which over 20 seeds is run by hand: tables once, what takes milliseconds twice. Files are in a class of their own, beside this one.</summary>
public sealed class PlantedFaultTests
{
    private const ulong Seed = 1;

    public static TheoryData<string> Names() => [.. PlantedFaults.All.Where(fault => fault.Kind is not (FaultKind.Images or FaultKind.Texts)).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_fault_is_found_by_its_name_and_fix_and_its_twin_has_no_error(string name)
    {
        PlantedFault fault = PlantedFaults.All.Single(fault => fault.Name == name);

        AssertPassed(fault, seeds: fault.Kind == FaultKind.Table ? 1 : 2);
    }

    [Fact]
    public void The_kit_has_every_fault_that_the_specification_names_and_each_name_once()
    {
        string[] names = [.. PlantedFaults.All.Select(fault => fault.Name)];
        string[] wanted =
        [
            "the label column left in the features", "an id that predicts the label", "a scaler fitted on all rows", "augmentation of validation", "evaluation with dropout on",
            "softmax before cross-entropy", "labels off by one", "labels shuffled against the inputs", "frozen layers forgotten", "a learning rate that is too high",
            "a learning rate that is too low", "dead ReLUs", "exploding activations", "vanishing activations", "an input that is not normalized", "a batch that a view mixes up",
            "the wrong direction of a metric", "training on validation items", "files copied under other names", "frames of videos split at random", "future rows in the training part",
            "a tokenizer fitted on the test texts", "a class missing from train", "target encoding outside folds", "batch normalization in training mode at evaluation",
            "a loss of numbers for classes", "causality broken by attention without a mask", "an input that is ignored",
        ];

        Assert.True(names.Length >= 60, $"{names.Length}");
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Empty(wanted.Except(names));
    }

    [Fact]
    public void A_check_that_sees_nothing_is_counted_as_missed_and_one_that_cries_wolf_as_a_false_alarm()
    {
        PlantedFault real = PlantedFaults.All.Single(fault => fault.Name == "labels off by one");
        PlantedFault blind = real with { Name = "blind", Look = (seed, _, token) => real.Look(seed, false, token) };
        PlantedFault wolf = real with { Name = "wolf", Look = (seed, _, token) => real.Look(seed, true, token) };
        PlantedFault mute = real with { Name = "mute", Cause = "something else" };
        var told = new List<string>();

        SelfTestReport report = SelfTest.Run(
            new SelfTestOptions { Seeds = 2, Faults = [blind, wolf, mute], Progress = new Told(told) }, TestContext.Current.CancellationToken);

        Assert.False(report.Passed);
        Assert.Equal((2, 1), (report.Missed, report.FalseAlarms));
        Assert.Equal(["blind", "wolf", "mute"], told);
        Assert.Equal([(0, 0), (2, 2), (0, 0)], report.Faults.Select(fault => (fault.Found, fault.FalseAlarms)));
        Assert.StartsWith("seed 1: missed: no batch/labels of Error or more", report.Faults[0].Problems[0]);
        Assert.StartsWith("seed 1: false alarm on the twin: Error batch/labels", report.Faults[1].Problems[0]);
        Assert.Contains("does not name the cause 'something else'", report.Faults[2].Problems[0]);
    }

    [Fact]
    public void The_fixtures_of_one_seed_are_the_same_again()
    {
        DataFault<FaultyTable> fault = DataFaults.Tables[0];

        Assert.Equal(
            fault.Make(Seed, true).Frame.Columns.Select(column => column.TextAt(7)),
            fault.Make(Seed, true).Frame.Columns.Select(column => column.TextAt(7)));
        Assert.NotEqual(
            fault.Make(Seed, true).Frame.Columns.Select(column => column.TextAt(7)),
            fault.Make(Seed + 1, true).Frame.Columns.Select(column => column.TextAt(7)));
    }

    internal static void AssertPassed(PlantedFault fault, int seeds)
    {
        SelfTestReport report = SelfTest.Run(new SelfTestOptions { Seeds = seeds, Faults = [fault] }, TestContext.Current.CancellationToken);

        FaultResult result = Assert.Single(report.Faults);
        Assert.True(result.Passed, string.Join('\n', result.Problems));
    }

    private sealed class Told(List<string> names) : IProgress<FaultResult>
    {
        public void Report(FaultResult value) => names.Add(value.Fault.Name);
    }
}
