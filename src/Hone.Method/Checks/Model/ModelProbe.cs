using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>What the checks of one batch look at: a way to make the untrained model, its loss, and one fixed training batch.</summary>
/// <remarks>Every check makes its own model, so that none sees what another has trained.</remarks>
public sealed class ModelProbe
{
    private readonly Func<Module> _createModel;
    private readonly Tensor[] _inputs;
    private readonly Tensor[] _targets;
    private readonly float[] _inputValues;
    private readonly long[] _classes;

    /// <summary>Takes one batch of a classifier from a loader and keeps a copy; the loss is cross-entropy.</summary>
    /// <param name="createModel">Makes the model with its first values; called once for each check.</param>
    /// <param name="loader">The training part, as the model sees it.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <exception cref="HoneDataException">The loader has no batches, or its batches have no target.</exception>
    public ModelProbe(Func<Module> createModel, DataLoader loader, int classCount)
        : this(createModel, null, loader, new CrossEntropyLoss(), classCount)
    {
    }

    /// <summary>Takes one training batch of a learner and keeps a copy; the loss is the learner's.</summary>
    /// <param name="createLearner">Makes the learner with an untrained model; called once for each check.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public ModelProbe(Func<Learner> createLearner)
        : this(ModelOf(createLearner), createLearner, createLearner())
    {
    }

    private ModelProbe(Func<Module> createModel, Func<Learner> createLearner, Learner first)
        : this(createModel, createLearner, first.Data.Train, first.Loss, first.Data.Vocab.Count)
    {
        Data = first.Data;
    }

    private ModelProbe(Func<Module> createModel, Func<Learner>? createLearner, DataLoader loader, Loss loss, int classCount)
    {
        ArgumentNullException.ThrowIfNull(createModel);
        ArgumentNullException.ThrowIfNull(loader);
        _createModel = createModel;
        CreateLearner = createLearner;
        Loss = loss;
        ClassCount = classCount;
        foreach (Batch batch in loader.Read())
        {
            if (batch.TargetParts.Count == 0)
            {
                batch.Release();
                throw new HoneDataException("A check needs a batch with targets.", $"a batch of {batch.Count} items without any", nameof(ModelProbe), "use the training part");
            }

            _inputs = [.. batch.InputParts.Select(part => TensorCopy.Of(part.Tensor))];
            _targets = [.. batch.TargetParts.Select(part => TensorCopy.Of(part.Tensor))];
            _inputValues = _inputs[0].DType == DType.Float32 ? _inputs[0].ToArray<float>() : [];
            _classes = _targets[0].DType == DType.Int64 ? _targets[0].ToArray<long>() : [];
            ItemIds = [.. Enumerable.Range(0, batch.Count).Select(batch.ItemId)];
            batch.Release();
            return;
        }

        throw new HoneDataException("A check needs one batch.", "a loader without batches", nameof(ModelProbe), "use a smaller batch size or more data");
    }

    /// <summary>What is minimized.</summary>
    public Loss Loss { get; }

    /// <summary>Number of classes; 0 where the target is no category.</summary>
    public int ClassCount { get; }

    /// <summary>Shape of the batch, <c>[batch, ...]</c>; of several inputs the first.</summary>
    public Shape InputShape => _inputs[0].Shape;

    /// <summary>The ids of the items in the batch.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>The values of the first input in row-major order; empty where it holds whole numbers, such as codes of categories.</summary>
    public ReadOnlySpan<float> InputValues => _inputValues;

    /// <summary>The classes of the batch, one an item or place; empty where the target holds numbers.</summary>
    public ReadOnlySpan<long> Targets => _classes;

    /// <summary>Number of items in the batch.</summary>
    public int Count => InputShape[0];

    /// <summary>Makes the learner; null where the probe was made from a model alone.</summary>
    internal Func<Learner>? CreateLearner { get; }

    /// <summary>The loaders of the learner; null where the probe was made from a model alone.</summary>
    internal DataLoaders? Data { get; }

    /// <summary>Whether every item has one class out of several.</summary>
    internal bool HasOneClassAnItem => Loss.Kind == PredictionKind.Classes && _classes.Length == Count;

    /// <summary>An untrained model.</summary>
    public Module CreateModel() => _createModel();

    /// <summary>The first input as a tensor <c>[batch, ...]</c>.</summary>
    public Tensor Input() => TensorCopy.Of(_inputs[0]);

    /// <summary>The first target as a tensor: <c>[batch]</c> for classes.</summary>
    public Tensor Target() => TensorCopy.Of(_targets[0]);

    /// <summary>Fresh copies of all inputs, so that a model that writes into its input spoils nothing.</summary>
    internal Tensor[] Inputs() => Array.ConvertAll(_inputs, TensorCopy.Of);

    internal Tensor[] AllTargets() => Array.ConvertAll(_targets, TensorCopy.Of);

    /// <summary>The loss of a prediction for this batch.</summary>
    internal Tensor LossOf(Tensor prediction, Reduction reduction = Reduction.Mean) => Loss.Compute(prediction, AllTargets(), reduction);

    private static Func<Module> ModelOf(Func<Learner> createLearner)
    {
        ArgumentNullException.ThrowIfNull(createLearner);
        return () => createLearner().Model;
    }
}
