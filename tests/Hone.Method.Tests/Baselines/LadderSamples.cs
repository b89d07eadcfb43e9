using Hone.Learn.Data;

namespace Hone.Method.Tests.Baselines;

/// <summary>Small data of every kind for tests of ladders.</summary>
internal static class LadderSamples
{
    public const int Count = 300;

    public static LadderRows Rows(int count) => new(
        [.. Enumerable.Range(0, count).Where(row => row % 3 != 0)],
        [.. Enumerable.Range(0, count).Where(row => row % 3 == 0)],
        [.. Enumerable.Range(0, count).Where(row => row % 3 == 0).Select(row => $"{row}")]);

    /// <summary>A table whose value is 2 x + 1 from 0 to 1 if the color is red, plus noise; with a key, a constant and gaps.</summary>
    public static Frame Table(int count = Count)
    {
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 10)];
        string[] color = [.. Enumerable.Range(0, count).Select(row => row % 2 == 0 ? "red" : "blue")];
        double[] value = [.. Enumerable.Range(0, count).Select(row => (2 * x[row]) + (color[row] == "red" ? 5 : 0) + random.NextDouble())];
        return new Frame(
            new CategoricalColumn("name", [.. Enumerable.Range(0, count).Select(row => $"person {row}")]),
            new NumberColumn("x", [.. Enumerable.Range(0, count).Select(row => row % 10 == 3 ? double.NaN : x[row])]),
            new CategoricalColumn("color", color),
            new NumberColumn("constant", [.. Enumerable.Repeat(1.0, count)]),
            new NumberColumn("value", value),
            new CategoricalColumn("class", [.. value.Select(v => v > 12 ? "high" : "low")]));
    }

    public static FrozenSplit Freeze(Project project, IReadOnlyList<string> ids) => project.Splits.Freeze(
        Split.Random(new SplitData { Ids = ids }, new() { Fractions = new() { Valid = 0.3, Test = 0 }, Seed = 3 }), "v1", Samples.DataHash);
}
