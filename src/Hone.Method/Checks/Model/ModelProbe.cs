using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>What the checks of one batch look at: a way to make the untrained model, and one fixed training batch.</summary>
/// <remarks>Every check makes its own model, so that none sees what another has trained.</remarks>
public sealed class ModelProbe
{
    private readonly Func<Module> _createModel;
    private readonly float[] _input;
    private readonly long[] _targets;

    /// <summary>Takes one batch from a loader and keeps a copy.</summary>
    /// <param name="createModel">Makes the model with its first values; called once for each check.</param>
    /// <param name="loader">The training part, as the model sees it.</param>
    /// <param name="classCount">Number of classes.</param>
    public ModelProbe(Func<Module> createModel, DataLoader loader, int classCount)
    {
        ArgumentNullException.ThrowIfNull(createModel);
        ArgumentNullException.ThrowIfNull(loader);
        _createModel = createModel;
        ClassCount = classCount;
        foreach (Batch batch in loader.Read())
        {
            _input = batch.Input.ToArray<float>();
            _targets = batch.Target!.ToArray<long>();
            InputShape = batch.Input.Shape;
            ItemIds = [.. Enumerable.Range(0, batch.Count).Select(batch.ItemId)];
            batch.Release();
            return;
        }

        throw new HoneDataException("A check needs one batch.", "a loader without batches", nameof(ModelProbe), "use a smaller batch size or more data");
    }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Shape of the batch, <c>[batch, ...]</c>.</summary>
    public Shape InputShape { get; }

    /// <summary>The ids of the items in the batch.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>The values of the batch in row-major order.</summary>
    public ReadOnlySpan<float> InputValues => _input;

    /// <summary>The classes of the batch.</summary>
    public ReadOnlySpan<long> Targets => _targets;

    /// <summary>Number of items in the batch.</summary>
    public int Count => _targets.Length;

    /// <summary>An untrained model.</summary>
    public Module CreateModel() => _createModel();

    /// <summary>The batch as a tensor <c>[batch, ...]</c>.</summary>
    public Tensor Input() => Tensor.From(_input, InputShape);

    /// <summary>The classes as a tensor <c>[batch]</c>.</summary>
    public Tensor Target() => Tensor.From(_targets, [_targets.Length]);
}
