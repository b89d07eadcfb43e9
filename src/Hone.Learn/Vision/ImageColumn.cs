using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>
/// Images as floats 0 to 1. Memory is <c>[batch, height, width, channels]</c>, the order of the bytes; the view <c>[batch, channels, height, width]</c>
/// over it is what the engine calls channels-last, so nothing is moved.
/// </summary>
internal sealed class ImageColumn(Func<int, ImagePixels> read, ImageMode mode, PictureSize size = default) : SampleColumn
{
    public override string Name => "image";

    public override Shape RowShape => [Channels, size.Height, size.Width];

    public override DType DType => DType.Float32;

    private int Channels => mode == ImageMode.Gray ? 1 : 3;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, size.Height, size.Width, Channels]);

    public override Tensor View(Tensor memory) => memory.Permute(0, 3, 1, 2);

    public override SamplePart Load(int index) => new ImagePart(read(index).In(mode));

    public override SampleColumn WithRowOf(SamplePart first, string id) => new ImageColumn(read, mode, PictureSize.Of(first, id));

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        ImagePixels image = read(index);
        yield return new SummaryStep("image", $"{image.Height}x{image.Width} pixels, {image.Channels} bytes each");
        byte[] bytes = image.In(mode).Pixels.ToArray();
        yield return new SummaryStep("image to float", $"{mode}, Float32 [{Channels}, {image.Height}, {image.Width}], range {bytes.Min() / 255f:0.000} to {bytes.Max() / 255f:0.000}");
    }

    /// <summary>Values 0 to 1 become bytes; what lies outside, as after augmentation, is cut off.</summary>
    public override DecodedPart Decode(Tensor memory, int row)
    {
        Shape shape = memory.Shape;
        int length = shape[1] * shape[2] * shape[3];
        ReadOnlySpan<float> values = memory.AsSpan<float>().Slice(row * length, length);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)Math.Clamp(MathF.Round(values[i] * 255f), 0f, 255f);
        }

        return new DecodedPart($"{shape[1]}x{shape[2]} pixels") { Image = new ImageData(shape[2], shape[1], shape[3], bytes) };
    }

    public override void Write(SamplePart part, Tensor memory, int row)
    {
        size.Require(part, Name);
        ReadOnlySpan<byte> bytes = ((ImagePart)part).Pixels.In(mode).Pixels.Span;
        Span<float> values = memory.AsSpan<float>().Slice(row * bytes.Length, bytes.Length);
        PixelKernels.ToFloats(bytes, values);
    }
}
