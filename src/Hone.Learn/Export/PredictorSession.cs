namespace Hone.Learn;

/// <summary>What one call of a predictor works with, and leaves to the next: the objects of its step, and batches to transform. For one call at a time.</summary>
/// <param name="layout">The layout of the inputs.</param>
/// <param name="keepsNothing">Whether no part of the model keeps a tensor longer than a call.</param>
internal sealed class PredictorSession(Dataset layout, bool keepsNothing)
{
    private readonly RepeatedStep? _step = keepsNothing ? new RepeatedStep() : null;
    private readonly Dictionary<int, (Batch Batch, Shape[] Memories)> _batches = [];

    /// <summary>Room for what goes through the model in a step, one tensor an input.</summary>
    public Tensor[] Inputs { get; private set; } = new Tensor[layout.Inputs.Count];

    public StepScope Begin()
    {
        if (_step is not null)
        {
            return _step.Begin();
        }

        Inputs = new Tensor[layout.Inputs.Count];
        return StepScope.Begin();
    }

    /// <summary>Lets go of the tensors of a call, which are the caller's.</summary>
    public void Forget() => Array.Clear(Inputs);

    /// <summary>A batch with room for <see cref="Inputs"/>, not yet written, whose memory belongs to the step.</summary>
    public Batch Rent(StepScope step)
    {
        int count = Inputs[0].Shape[0];
        if (_step is null)
        {
            return Made(count, step);
        }

        if (_batches.TryGetValue(count, out (Batch Batch, Shape[] Memories) known))
        {
            for (int i = 0; i < known.Memories.Length; i++)
            {
                known.Batch.InputParts[i].Place(IsText(i) ? step.Rent(Inputs[i].Shape, DType.Int64) : step.Rent(known.Memories[i]));
            }

            return known.Batch;
        }

        Batch made = Made(count, step);
        _batches.Add(count, (made, [.. made.InputParts.Select(part => part.Memory.Shape)]));
        return made;
    }

    private Batch Made(int count, StepScope step)
    {
        var parts = new BatchPart[layout.Inputs.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            Column column = layout.Inputs[i];
            parts[i] = new BatchPart(column, IsText(i) ? Tensor.Rent(Inputs[i].Shape, DType.Int64) : column.RentBatch(count));
        }

        var batch = new Batch(layout, Positions(count), 0, 0, parts);
        batch.AdoptBy(step);
        return batch;
    }

    /// <summary>Whether an input is a text: its batches are as long as their items, unlike all others.</summary>
    private bool IsText(int input) => layout.Inputs[input] is TextColumn;

    private static int[] Positions(int count)
    {
        var positions = new int[count];
        for (int i = 0; i < count; i++)
        {
            positions[i] = i;
        }

        return positions;
    }
}
