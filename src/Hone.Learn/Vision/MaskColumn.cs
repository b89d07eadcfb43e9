using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Masks: <c>[batch, height, width]</c> of Int64.</summary>
internal sealed class MaskColumn(Func<int, ImagePixels> read, IReadOnlyList<string> codes, int? ignoredCode, PictureSize size = default) : SampleColumn
{
    public override string Name => "mask";

    public override Shape RowShape => [size.Height, size.Width];

    public override DType DType => DType.Int64;

    public override IReadOnlyList<string> Vocab => codes;

    public override int? IgnoredIndex => ignoredCode;

    public override Loss DefaultLoss => new CrossEntropyLoss(ignoredCode is { } code ? new CrossEntropyOptions { IgnoreIndex = code } : null);

    public override Tensor RentBatch(int count) => Tensor.Rent([count, size.Height, size.Width], DType.Int64);

    public override SamplePart Load(int index)
    {
        ImagePixels mask = read(index);
        if (mask.Channels != 1)
        {
            throw new HoneDataException("A mask has one channel: the byte of a pixel is its class.", $"{mask.Channels} channels", Name, "write the class of each pixel as a gray level");
        }

        return new MaskPart(mask, (byte)(ignoredCode ?? 0));
    }

    public override SampleColumn WithRowOf(SamplePart first, string id) => new MaskColumn(read, codes, ignoredCode, PictureSize.Of(first, id));

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        var mask = (MaskPart)Load(index);
        byte[] found = [.. mask.Codes.Pixels.ToArray().Distinct().Order()];
        yield return new SummaryStep("mask", $"{mask.Height}x{mask.Width} pixels, codes {string.Join(", ", found)}");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        Shape shape = memory.Shape;
        int length = shape[1] * shape[2];
        ReadOnlySpan<long> values = memory.AsSpan<long>().Slice(row * length, length);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)values[i];
        }

        return new DecodedPart($"{shape[1]}x{shape[2]} codes") { Mask = new ImageData(shape[2], shape[1], 1, bytes), Vocab = codes };
    }

    public override void Write(SamplePart part, Tensor memory, int row)
    {
        size.Require(part, Name);
        ReadOnlySpan<byte> bytes = ((MaskPart)part).Codes.Pixels.Span;
        Span<long> values = memory.AsSpan<long>().Slice(row * bytes.Length, bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] >= codes.Count && bytes[i] != ignoredCode)
            {
                throw new HoneDataException(
                    $"The codes of a mask with {codes.Count} classes are 0 to {codes.Count - 1}{(ignoredCode is null ? string.Empty : $", or {ignoredCode} for pixels to ignore")}.",
                    $"{bytes[i]} at x {i % size.Width}, y {i / size.Width}",
                    Name,
                    "name all classes, or pass the code of unlabelled pixels as ignoredCode");
            }

            values[i] = bytes[i];
        }
    }
}
