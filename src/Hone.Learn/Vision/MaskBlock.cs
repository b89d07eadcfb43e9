namespace Hone.Learn;

/// <summary>One class for each pixel: <c>[batch, height, width]</c> of Int64; fastai's <c>MaskBlock</c>. Item and batch transforms move it together with its image.</summary>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class MaskBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, ImagePixels> _getY;
    private readonly IReadOnlyList<string> _codes;
    private readonly int? _ignored;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The mask of an item: one channel, the byte of a pixel is its class; called on loader threads.</param>
    /// <param name="codes">The classes by code.</param>
    /// <param name="ignoredCode">A code whose pixels are neither learned from nor judged, such as "unlabelled"; null for none.</param>
    /// <exception cref="HoneDataException">There are no classes, more than 256, or the ignored code is not 0 to 255.</exception>
    public MaskBlock(Func<TItem, ImagePixels> getY, IReadOnlyList<string> codes, int? ignoredCode = null)
    {
        ArgumentNullException.ThrowIfNull(getY);
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.Count is 0 or > 256 || ignoredCode is < 0 or > 255)
        {
            throw new HoneDataException("A mask has 1 to 256 classes, and codes 0 to 255.", $"{codes.Count} classes, ignored code {ignoredCode?.ToString() ?? "none"}", "MaskBlock", "pass the names of the classes in the order of their codes");
        }

        _getY = getY;
        _codes = codes;
        _ignored = ignoredCode;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Func<TItem, ImagePixels> getY = _getY;
        IReadOnlyList<TItem> list = items.Items;
        return new MaskColumn(index => getY(list[index]), _codes, _ignored);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"MaskBlock({_codes.Count} classes)";
}
