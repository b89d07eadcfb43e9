using Hone.Nn;

namespace Hone.Learn;

/// <summary>Points: <c>[batch, points, 2]</c> of Float32, shares -1 to 1 of their image.</summary>
internal sealed class PointColumn(Func<int, PointsPart> read, int count = 0, string? firstId = null) : SampleColumn
{
    public override string Name => "points";

    public override Shape RowShape => [count, 2];

    public override DType DType => DType.Float32;

    public override Loss DefaultLoss => new MseLoss();

    public override Tensor RentBatch(int batch) => Tensor.Rent([batch, count, 2]);

    public override SamplePart Load(int index) => read(index);

    public override SampleColumn WithRowOf(SamplePart first, string id) => new PointColumn(read, ((PointsPart)first).Points.Length / 2, id);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        PointsPart part = read(index);
        yield return new SummaryStep("points", $"{Wording.Count(part.Points.Length / 2, "point")} in {part.Height}x{part.Width} pixels");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        int length = memory.ElementCount / memory.Shape[0];
        float[] points = memory.AsSpan<float>().Slice(row * length, length).ToArray();
        return new DecodedPart(Wording.Count(length / 2, "point")) { Points = points };
    }

    /// <summary>share = 2 pixel / size - 1, so that the edges of the image are -1 and 1.</summary>
    public override void Write(SamplePart part, Tensor memory, int row)
    {
        var points = (PointsPart)part;
        if (points.Points.Length != count * 2)
        {
            throw new HoneDataException($"All items have as many points as the first, {count} in {firstId}.", Wording.Count(points.Points.Length / 2, "point"), Name, "leave the item out, or complete its points");
        }

        Span<float> values = memory.AsSpan<float>().Slice(row * count * 2, count * 2);
        for (int i = 0; i < values.Length; i += 2)
        {
            values[i] = (2 * points.Points[i] / points.Width) - 1;
            values[i + 1] = (2 * points.Points[i + 1] / points.Height) - 1;
        }
    }
}
