namespace Hone.Learn;

/// <summary>The size that all pictures of a batch share, and the item that it was taken from.</summary>
internal readonly record struct PictureSize(int Width, int Height, string? FirstId)
{
    public static PictureSize Of(SamplePart part, string id) => new(part.Width, part.Height, id);

    /// <summary>Throws when a picture has another size.</summary>
    public void Require(SamplePart part, string name)
    {
        if (part.Width != Width || part.Height != Height)
        {
            throw new HoneDataException(
                $"After the item transforms all pictures have the size of the first, {Height}x{Width} in {FirstId}.",
                $"{part.Height}x{part.Width}",
                name,
                "add new Resize(size) to the item transforms of the data block");
        }
    }
}
