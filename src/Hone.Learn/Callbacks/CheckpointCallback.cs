namespace Hone.Learn;

/// <summary>Writes a checkpoint after every epoch, replacing the last one; a crash at any moment leaves the old file or the new one.</summary>
/// <remarks>Reads: everything. Writes: the file. Comes after all other callbacks, so that their part of the epoch is in it. A fit that ends within an epoch leaves the checkpoint of the epoch before.</remarks>
public sealed class CheckpointCallback : Callback
{
    private readonly string _path;

    /// <summary>Stores the path.</summary>
    /// <param name="path">The file, such as <c>last.safetensors</c>; its folder is created when missing.</param>
    public CheckpointCallback(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 90;

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Checkpoint.Write(_path, state, state.Epoch + 1);
    }
}
