namespace Hone.Learn;

/// <summary>
/// The parts of a batch that hold images, inputs first: a transform of images changes all of them, as fastai's do. A batch whose blocks are none of Hone's images gives its first
/// input, which must look like images. Walking through them takes no memory.
/// </summary>
internal ref struct ImageParts
{
    private readonly IReadOnlyList<BatchPart> _parts;
    private int _index = -1;

    /// <param name="batch">Any batch.</param>
    /// <exception cref="ShapeException">The batch holds no images.</exception>
    public ImageParts(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (int i = 0; i < batch.Parts.Count; i++)
        {
            if (batch.Parts[i].Column is ImageColumn)
            {
                _parts = batch.Parts;
                return;
            }
        }

        _ = new ImageBatch(batch.InputParts[0]);
        _parts = batch.InputParts;
        IsForeign = true;
    }

    public readonly BatchPart Current => _parts[_index];

    public readonly BatchPart First
    {
        get
        {
            foreach (BatchPart part in this)
            {
                return part;
            }

            throw new InvalidOperationException("There is always one.");
        }
    }

    private bool IsForeign { get; }

    public readonly ImageParts GetEnumerator() => this;

    public bool MoveNext()
    {
        do
        {
            _index++;
        }
        while (_index < _parts.Count && !IsForeign && _parts[_index].Column is not ImageColumn);
        return _index < (IsForeign ? 1 : _parts.Count);
    }
}
