namespace Hone.Learn;

/// <summary>Images that have passed through the item transforms and have the size that the model sees, with their identities.</summary>
internal sealed class PreparedImages(int capacity)
{
    private readonly List<ImagePixels> _images = new(capacity);
    private readonly List<string> _ids = new(capacity);

    public int Count => _images.Count;

    public IReadOnlyList<string> Ids => _ids;

    public ImagePixels this[int index] => _images[index];

    public void Add(ImagePixels image, string id)
    {
        _images.Add(image);
        _ids.Add(id);
    }
}
