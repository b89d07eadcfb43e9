using Hone.Nn;

namespace Hone.Learn;

/// <summary>Boxes: <c>[batch, boxes, 4]</c> of Float32, shares -1 to 1 of their image; zeros behind the last box.</summary>
internal sealed class BoxColumn(Func<int, BoxesPart> read, int most) : SampleColumn
{
    public const int Edges = BoxShares.Edges;

    public override string Name => "boxes";

    public override Shape RowShape => [most, Edges];

    public override DType DType => DType.Float32;

    public override Loss DefaultLoss => new BoxL1Loss();

    public override Tensor RentBatch(int batch) => Tensor.Rent([batch, most, Edges]);

    public override SamplePart Load(int index) => read(index);

    public override SampleColumn WithRowOf(SamplePart first, string id) => this;

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        BoxesPart part = read(index);
        yield return new SummaryStep("boxes", $"{Wording.Count(part.Labels.Count, "box", "boxes")} in {part.Height}x{part.Width} pixels");
        yield return new SummaryStep("boxes to rows", $"Float32 [{most}, {Edges}], zeros behind the last box");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        ReadOnlySpan<float> values = memory.AsSpan<float>().Slice(row * most * Edges, most * Edges);
        var boxes = new List<float>();
        for (int i = 0; i < values.Length; i += Edges)
        {
            if (BoxShares.Read(values[i..]).HasArea)
            {
                boxes.AddRange(values.Slice(i, Edges));
            }
        }

        return new DecodedPart(Wording.Count(boxes.Count / Edges, "box", "boxes")) { Boxes = boxes };
    }

    public override void Write(SamplePart part, Tensor memory, int row)
    {
        Span<float> values = memory.AsSpan<float>().Slice(row * most * Edges, most * Edges);
        values.Clear();
        var boxes = (BoxesPart)part;
        BoxReading.RequireRoom(boxes.Labels.Count, most, Name);
        int at = 0;
        foreach ((BoxShares box, _) in boxes.Visible())
        {
            box.Write(values[at..]);
            at += Edges;
        }
    }
}
