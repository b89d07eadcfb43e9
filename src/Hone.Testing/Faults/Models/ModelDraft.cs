using Hone.Learn;
using Hone.Method;
using Hone.Nn;

namespace Hone.Testing;

/// <summary>
/// A sound recipe to plant faults into: six normal columns, classes that follow from the first two, a small net, and a random split. Everything follows from the seed.
/// </summary>
/// <param name="Seed">The seed of data, first weights and batches.</param>
internal sealed record ModelDraft(ulong Seed)
{
    public const int Columns = 6;

    public int Items { get; init; } = 240;

    public int Classes { get; init; } = 3;

    /// <summary>Moves all boundaries between the classes: 0.3 with two classes gives them shares of 61% and 39%.</summary>
    public double Boundary { get; init; }

    /// <summary>The share of the items in the training part.</summary>
    public double TrainShare { get; init; } = 0.75;

    /// <summary>Whether an item has two labels that may both be right, instead of one class.</summary>
    public bool HasTwoLabels { get; init; }

    /// <summary>Changes a row after its class is known.</summary>
    public Action<int, float[]>? ChangeRow { get; init; }

    /// <summary>Changes the classes of all items.</summary>
    public Func<int[], int[]>? ChangeLabels { get; init; }

    /// <summary>Changes the loaders that the data block makes.</summary>
    public Func<DataLoaders, DataLoaders>? ChangeLoaders { get; init; }

    public IReadOnlyList<BatchTransform> Transforms { get; init; } = [];

    public LearnerOptions Options { get; init; } = new() { LearningRate = 1e-2 };

    public int Outputs => HasTwoLabels ? 2 : Classes;

    public DataLoaders Loaders()
    {
        (float[][] rows, int[] labels) = Data();
        int[] positions = [.. Enumerable.Range(0, Items)];
        int train = (int)(Items * TrainShare);
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => rows[item]),
            Target = HasTwoLabels
                ? new MultiCategoryBlock<int>(item => [.. LabelsOf(labels[item])], ["dry", "warm"])
                : new CategoryBlock<int>(item => $"c{labels[item]}", [.. Enumerable.Range(0, Classes).Select(number => $"c{number}")]),
            GetId = item => $"row {item}",
            Splitter = new IndexSplitter(positions[..train], positions[train..]),
            BatchTransforms = Transforms,
        };
        DataLoaders loaders = block.DataLoaders(positions, new DataLoaderOptions { BatchSize = 32, Workers = 0, Seed = (long)Seed });
        return ChangeLoaders?.Invoke(loaders) ?? loaders;
    }

    public Sequential Net(int hidden = 24) => new Sequential(new Linear(Columns, hidden), new ReLU(), new Linear(hidden, Outputs)).Initialize((long)Seed);

    public Learner Learner(Module? model = null, DataLoaders? data = null) => new(data ?? Loaders(), model ?? Net(), Options);

    /// <summary>A learner after a training that knows its training items by heart.</summary>
    public Learner Trained(Module? model = null, DataLoaders? data = null)
    {
        Learner learner = Learner(model ?? Net(64), data);
        learner.Fit(40);
        return learner;
    }

    /// <summary>Runs the whole suite of a recipe on a model.</summary>
    public CheckReport Suite(Func<Module> createModel, CancellationToken cancellationToken) => Suite(() => Learner(createModel()), cancellationToken);

    /// <summary>Runs the whole suite of a recipe.</summary>
    public CheckReport Suite(Func<Learner>? createLearner, CancellationToken cancellationToken) =>
        ModelChecks.Of(createLearner ?? (() => Learner())).Run(null, cancellationToken);

    private static IEnumerable<string> LabelsOf(int code)
    {
        if ((code & 1) != 0)
        {
            yield return "warm";
        }

        if ((code & 2) != 0)
        {
            yield return "dry";
        }
    }

    private (float[][] Rows, int[] Labels) Data()
    {
        var random = new FaultRandom(Seed);
        var rows = new float[Items][];
        var labels = new int[Items];
        for (int item = 0; item < Items; item++)
        {
            rows[item] = [.. Enumerable.Range(0, Columns).Select(_ => (float)random.Normal())];
            double score = rows[item][0] + (0.5 * rows[item][1]) - Boundary;
            labels[item] = HasTwoLabels
                ? (rows[item][0] > 0 ? 1 : 0) + (rows[item][1] > 0 ? 2 : 0)
                : Math.Clamp((int)Math.Floor((score + 1.5) / 3 * Classes), 0, Classes - 1);
            ChangeRow?.Invoke(item, rows[item]);
        }

        return (rows, ChangeLabels?.Invoke(labels) ?? labels);
    }
}
