namespace Hone.Learn;

/// <summary>Some samples in tensors, and which items they are.</summary>
/// <remarks>The memory is rented: a step adopts it, or <see cref="Release"/> gives it back.</remarks>
public sealed class Batch
{
    private readonly int[] _indices;
    private readonly Dataset _dataset;

    private Batch(Dataset dataset, int[] indices, int epoch, int number, Tensor inputMemory, Tensor? target)
    {
        _dataset = dataset;
        _indices = indices;
        Epoch = epoch;
        Number = number;
        InputMemory = inputMemory;
        Input = dataset.Input.View(inputMemory);
        Target = target;
    }

    /// <summary>Number of samples.</summary>
    public int Count => _indices.Length;

    /// <summary>The epoch that this batch belongs to, from 0.</summary>
    public int Epoch { get; }

    /// <summary>Position in its epoch, from 0.</summary>
    public int Number { get; }

    /// <summary>What the model sees: <c>[batch, ...]</c>.</summary>
    public Tensor Input { get; }

    /// <summary>What it should answer: <c>[batch]</c> for categories; null when there are no labels.</summary>
    public Tensor? Target { get; }

    /// <summary>The memory of <see cref="Input"/> in the order in which it was written; for images <c>[batch, height, width, channels]</c>.</summary>
    public Tensor InputMemory { get; }

    /// <summary>Positions of the samples in the list of all items.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>The identity of a sample, such as the path of its file.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <returns>The identity.</returns>
    public string ItemId(int row) => _dataset.Ids[_indices[row]];

    /// <summary>Gives the memory back if no step has adopted it; a second call does nothing.</summary>
    public void Release()
    {
        InputMemory.ReturnToPool();
        Target?.ReturnToPool();
    }

    /// <summary>Makes an open step the owner of the memory.</summary>
    /// <param name="step">The step.</param>
    public void AdoptBy(StepScope step)
    {
        step.Adopt(InputMemory);
        if (Target is not null)
        {
            step.Adopt(Target);
        }
    }

    /// <summary>Rents memory and fills it; if that fails, nothing stays rented.</summary>
    internal static Batch Create(Dataset dataset, int[] indices, int epoch, int number, CancellationToken cancellationToken)
    {
        Tensor input = dataset.Input.RentBatch(indices.Length);
        Tensor? target = null;
        try
        {
            dataset.Input.Collate(indices, input, dataset.Ids, cancellationToken);
            target = dataset.Target?.RentBatch(indices.Length);
            dataset.Target?.Collate(indices, target!, dataset.Ids, cancellationToken);
            return new Batch(dataset, indices, epoch, number, input, target is null ? null : dataset.Target!.View(target));
        }
        catch
        {
            input.ReturnToPool();
            target?.ReturnToPool();
            throw;
        }
    }
}
