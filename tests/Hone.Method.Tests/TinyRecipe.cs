using Hone.Learn;
using Hone.Nn;

namespace Hone.Method.Tests;

/// <summary>A small table whose answers follow from its columns, with loaders, nets and learners over it.</summary>
internal sealed record TinyRecipe
{
    public const int Columns = 6;

    public int Items { get; init; } = 240;

    public int Classes { get; init; } = 3;

    public int BatchSize { get; init; } = 32;

    public long Seed { get; init; } = 1;

    /// <summary>Changes a row after it was made: a planted fault of the data.</summary>
    public Action<int, float[]>? ChangeRow { get; init; }

    /// <summary>Whether the target is a number instead of a class.</summary>
    public bool IsNumber { get; init; }

    public double TargetScale { get; init; } = 1;

    public double TargetShift { get; init; }

    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    public Loss? Loss { get; init; }

    public double LearningRate { get; init; } = 1e-2;

    public DataLoaders Loaders()
    {
        (float[][] rows, int[] classes, float[] numbers) = Data();
        int[] positions = [.. Enumerable.Range(0, Items)];
        int train = Items * 3 / 4;
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => rows[item]),
            Target = IsNumber
                ? new RegressionBlock<int>(item => new[] { numbers[item] })
                : new CategoryBlock<int>(item => $"c{classes[item]}", [.. Enumerable.Range(0, Classes).Select(number => $"c{number}")]),
            GetId = item => $"row {item}",
            Splitter = new IndexSplitter(positions[..train], positions[train..]),
        };
        return block.DataLoaders(positions, new DataLoaderOptions { BatchSize = BatchSize, Workers = 0, Seed = Seed });
    }

    public Module Net(int hidden = 24) =>
        new Sequential(new Linear(Columns, hidden), new ReLU(), new Linear(hidden, IsNumber ? 1 : Classes)).Initialize(Seed);

    public Learner Learner(Module? model = null, DataLoaders? data = null, LearnerOptions? options = null) => new(
        data ?? Loaders(),
        model ?? Net(),
        (options ?? new LearnerOptions()) with { Loss = Loss, Metrics = Metrics, LearningRate = LearningRate });

    public ModelProbe Probe(Func<Module>? createModel = null) => new(() => Learner(createModel?.Invoke()));

    private (float[][] Rows, int[] Classes, float[] Numbers) Data()
    {
        var rows = new float[Items][];
        var classes = new int[Items];
        var numbers = new float[Items];
        for (int item = 0; item < Items; item++)
        {
            RandomStream stream = new RandomStream(11, "tiny").Split(item);
            rows[item] = [.. Enumerable.Range(0, Columns).Select(_ => (float)stream.NextNormal())];
            double score = rows[item][0] + (0.5 * rows[item][1]);
            classes[item] = Math.Clamp((int)Math.Floor((score + 1.5) / 3 * Classes), 0, Classes - 1);
            numbers[item] = (float)((score * TargetScale) + TargetShift);
            ChangeRow?.Invoke(item, rows[item]);
        }

        return (rows, classes, numbers);
    }
}
