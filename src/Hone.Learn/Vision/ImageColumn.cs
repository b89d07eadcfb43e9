namespace Hone.Learn;

/// <summary>
/// Images as floats 0 to 1. Memory is <c>[batch, height, width, channels]</c>, the order of the bytes; the view <c>[batch, channels, height, width]</c>
/// over it is what the engine calls channels-last, so nothing is moved.
/// </summary>
internal sealed class ImageColumn : Column<float>
{
    private readonly Func<int, ImagePixels> _read;
    private readonly ImageMode _mode;
    private readonly string _firstId;
    private readonly int _height;
    private readonly int _width;
    private readonly int _channels;

    public ImageColumn(Func<int, ImagePixels> read, ImageMode mode, string firstId)
    {
        _read = read;
        _mode = mode;
        _firstId = firstId;
        ImagePixels first = read(0);
        _height = first.Height;
        _width = first.Width;
        _channels = mode == ImageMode.Gray ? 1 : 3;
    }

    public override string Name => "image";

    public override Shape RowShape => [_channels, _height, _width];

    public override DType DType => DType.Float32;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, _height, _width, _channels]);

    public override Tensor View(Tensor memory) => memory.Permute(0, 3, 1, 2);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        ImagePixels image = _read(index);
        yield return new SummaryStep("image", $"{image.Height}x{image.Width} pixels, {image.Channels} bytes each");
        var row = new float[_height * _width * _channels];
        Write(index, row);
        yield return new SummaryStep("image to float", $"{_mode}, Float32 {RowShape}, range {row.Min():0.000} to {row.Max():0.000}");
    }

    protected override void Write(int index, Span<float> row)
    {
        ImagePixels image = _read(index);
        if (image.Height != _height || image.Width != _width)
        {
            throw new HoneDataException(
                $"All images have the size of the first, {_height}x{_width} in {_firstId}.",
                $"{image.Height}x{image.Width}",
                "image",
                "resize the images to one size first");
        }

        ReadOnlySpan<byte> bytes = image.In(_mode).Pixels.Span;
        row = row[..bytes.Length];
        const float Scale = 1f / 255f;
        for (int i = 0; i < bytes.Length; i++)
        {
            row[i] = bytes[i] * Scale;
        }
    }
}
