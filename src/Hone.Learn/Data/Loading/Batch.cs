namespace Hone.Learn;

/// <summary>Some samples in tensors, and which items they are.</summary>
/// <remarks>The memory is rented: a step adopts it, or <see cref="Release"/> gives it back.</remarks>
public sealed class Batch
{
    private readonly int[] _indices;
    private readonly Dataset _dataset;
    private readonly BatchPart[] _parts;

    internal Batch(Dataset dataset, int[] indices, int epoch, int number, BatchPart[] parts, bool isTraining = false)
    {
        _dataset = dataset;
        _indices = indices;
        _parts = parts;
        Epoch = epoch;
        Number = number;
        IsTraining = isTraining;
        InputParts = new ArraySegment<BatchPart>(parts, 0, dataset.Inputs.Count);
        TargetParts = new ArraySegment<BatchPart>(parts, dataset.Inputs.Count, dataset.Targets.Count);
    }

    /// <summary>Number of samples.</summary>
    public int Count => _indices.Length;

    /// <summary>The epoch that this batch belongs to, from 0.</summary>
    public int Epoch { get; }

    /// <summary>Position in its epoch, from 0.</summary>
    public int Number { get; }

    /// <summary>Whether the batch is learned from: transforms that draw at random then do so, and take the center otherwise.</summary>
    public bool IsTraining { get; }

    /// <summary>What the model sees, part by part.</summary>
    public IReadOnlyList<BatchPart> InputParts { get; }

    /// <summary>What it should answer, part by part; empty when there are no labels.</summary>
    public IReadOnlyList<BatchPart> TargetParts { get; }

    /// <summary>All parts, inputs first.</summary>
    public IReadOnlyList<BatchPart> Parts => _parts;

    /// <summary>What the model sees: <c>[batch, ...]</c>; of several inputs the first.</summary>
    public Tensor Input => InputParts[0].Tensor;

    /// <summary>What it should answer: <c>[batch]</c> for categories; of several targets the first; null when there are no labels.</summary>
    public Tensor? Target => TargetParts.Count == 0 ? null : TargetParts[0].Tensor;

    /// <summary>The memory of <see cref="Input"/> in the order in which it was written; for images <c>[batch, height, width, channels]</c>.</summary>
    public Tensor InputMemory => InputParts[0].Memory;

    /// <summary>Positions of the samples in the list of all items.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>The identity of a sample, such as the path of its file.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <returns>The identity.</returns>
    public string ItemId(int row) => _dataset.Ids[_indices[row]];

    /// <summary>All inputs as tensors.</summary>
    /// <returns>One tensor an input.</returns>
    public Tensor[] Inputs() => [.. InputParts.Select(part => part.Tensor)];

    /// <summary>All targets as tensors.</summary>
    /// <returns>One tensor a target; none without labels.</returns>
    public Tensor[] Targets() => [.. TargetParts.Select(part => part.Tensor)];

    /// <summary>Gives the memory back if no step has adopted it; a second call does nothing.</summary>
    public void Release()
    {
        foreach (BatchPart part in _parts)
        {
            part.Memory.ReturnToPool();
        }
    }

    /// <summary>Makes an open step the owner of the memory.</summary>
    /// <param name="step">The step.</param>
    public void AdoptBy(StepScope step)
    {
        foreach (BatchPart part in _parts)
        {
            step.Adopt(part.Memory);
        }
    }
}
