namespace Hone.Learn;

/// <summary>Images that have the size that the model sees, with their identities.</summary>
internal sealed class PreparedImages(int capacity)
{
    private readonly List<PreparedImage> _images = new(capacity);
    private readonly List<string> _ids = new(capacity);

    public int Count => _images.Count;

    public IReadOnlyList<string> Ids => _ids;

    public PreparedImage this[int index] => _images[index];

    public void Add(PreparedImage image)
    {
        _images.Add(image);
        _ids.Add(image.Id);
    }
}
