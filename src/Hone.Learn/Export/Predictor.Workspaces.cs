namespace Hone.Learn;

public sealed partial class Predictor
{
    // 4 MiB: what larger batches take besides is nothing beside their work.
    private const int MostWorkspaceValues = 1 << 20;

    /// <summary>Batches that wait to be used again, one for each thread that may predict at a time.</summary>
    private readonly PredictorWorkspace?[] _workspaces = new PredictorWorkspace?[Environment.ProcessorCount];

    /// <summary>Whether the batch transforms change values in place: then the memory of a batch can serve again.</summary>
    private bool _changesInPlace;

    /// <summary>A batch to copy items into; null when the transforms put other memory in place, or the batch is large.</summary>
    private PredictorWorkspace? TakeWorkspace(int count, StepScope step)
    {
        if (!_changesInPlace || (long)count * InputShape.ElementCount > MostWorkspaceValues)
        {
            return null;
        }

        for (int i = 0; i < _workspaces.Length; i++)
        {
            // One of another size is dropped: sizes that change are those of many items.
            if (Interlocked.Exchange(ref _workspaces[i], null) is { } workspace && workspace.Count == count)
            {
                return workspace;
            }
        }

        Batch batch = Rented(count);
        batch.AdoptBy(step);
        batch.InputMemory.Keep();
        return new PredictorWorkspace(batch);
    }

    private void GiveWorkspace(PredictorWorkspace workspace)
    {
        for (int i = 0; workspace.IsWhole && i < _workspaces.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _workspaces[i], workspace, null) is null)
            {
                return;
            }
        }
    }

    /// <summary>An empty batch in the layout of the input.</summary>
    private Batch Rented(int count) => new(_layout, Positions(count), 0, 0, [new BatchPart(_layout.Input, _layout.Input.RentBatch(count))]);
}
