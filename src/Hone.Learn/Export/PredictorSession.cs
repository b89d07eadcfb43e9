namespace Hone.Learn;

/// <summary>What one call of a predictor works with, and leaves to the next: the objects of its step, and batches to transform. For one call at a time.</summary>
/// <param name="layout">The layout of the input.</param>
/// <param name="keepsNothing">Whether no part of the model keeps a tensor longer than a call.</param>
internal sealed class PredictorSession(Dataset layout, bool keepsNothing)
{
    private readonly RepeatedStep? _step = keepsNothing ? new RepeatedStep() : null;
    private readonly Dictionary<int, (Batch Batch, Shape Memory)> _batches = [];

    public StepScope Begin() => _step is null ? StepScope.Begin() : _step.Begin();

    /// <summary>A batch of items, not yet written, whose memory belongs to the step.</summary>
    public Batch Rent(int count, StepScope step)
    {
        if (_step is null)
        {
            return Made(count, step);
        }

        if (_batches.TryGetValue(count, out (Batch Batch, Shape Memory) known))
        {
            known.Batch.InputParts[0].Place(step.Rent(known.Memory));
            return known.Batch;
        }

        Batch made = Made(count, step);
        _batches.Add(count, (made, made.InputMemory.Shape));
        return made;
    }

    private Batch Made(int count, StepScope step)
    {
        var batch = new Batch(layout, Positions(count), 0, 0, [new BatchPart(layout.Input, layout.Input.RentBatch(count))]);
        batch.AdoptBy(step);
        return batch;
    }

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
