namespace Hone.Method.Tests;

/// <summary>Small data, splits and projects that several tests use.</summary>
internal static class Samples
{
    public const string DataHash = "data-hash";

    public static Charter Charter { get; } = new() { Question = "What is in the picture?", Target = "label", Metric = "accuracy" };

    /// <summary>Items "id 0", "id 1", ... in classes of the given sizes.</summary>
    public static SplitData Data(params int[] sizes)
    {
        string[] classes = sizes.SelectMany((size, number) => Enumerable.Repeat($"c{number}", size)).ToArray();
        return new SplitData { Ids = classes.Select((_, row) => $"id {row}").ToArray(), Classes = classes };
    }

    public static Split Split(params int[] sizes) =>
        Method.Split.Stratified(Data(sizes), new() { Fractions = new() { Valid = 0.2, Test = 0.1 }, Seed = 42 });

    public static Project NewProject(string directory, FixedClock? clock = null, FakeProcessTable? processes = null) =>
        Project.Create(directory, Charter, new ProjectOptions { Clock = clock ?? new FixedClock(), RunIdSeed = 7, Processes = processes ?? new FakeProcessTable() });

    public static string[] TestIds(Split split) => split.TestIndices.Select(index => split.Ids[index]).ToArray();

    public static IReadOnlyDictionary<string, double> Loss(double value) => new Dictionary<string, double> { ["train/loss"] = value };

    public static IReadOnlyDictionary<string, MetricSummary> Accuracy(double value) =>
        new Dictionary<string, MetricSummary> { ["valid/accuracy"] = new() { Last = value, Best = value, N = 100 } };
}
