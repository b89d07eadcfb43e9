namespace Hone.Learn;

/// <summary>A batch of a fixed size whose memory stays, so that predictions after the first take none for it.</summary>
/// <param name="batch">The batch; its memory belongs to the garbage collector.</param>
internal sealed class PredictorWorkspace(Batch batch)
{
    private readonly Tensor _memory = batch.InputMemory;

    public Batch Batch => batch;

    public int Count => batch.Count;

    /// <summary>Whether no transform has put other memory in place.</summary>
    public bool IsWhole => ReferenceEquals(_memory, batch.InputMemory);
}
