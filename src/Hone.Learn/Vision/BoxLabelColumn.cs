namespace Hone.Learn;

/// <summary>Classes of boxes: <c>[batch, boxes]</c> of Int64; 0 behind the last box.</summary>
internal sealed class BoxLabelColumn(Func<int, BoxesPart> read, Vocabulary vocab, int most) : SampleColumn
{
    /// <summary>The class of rows without a box, as fastai calls it.</summary>
    public const string NoBox = "#na#";

    public const string ColumnName = "box labels";

    public override string Name => ColumnName;

    public override Shape RowShape => [most];

    public override DType DType => DType.Int64;

    public override IReadOnlyList<string> Vocab => vocab.Names;

    public override Tensor RentBatch(int batch) => Tensor.Rent([batch, most], DType.Int64);

    public override SamplePart Load(int index) => read(index);

    public override SampleColumn WithRowOf(SamplePart first, string id) => this;

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        BoxesPart part = read(index);
        yield return new SummaryStep("box labels", Wording.Labels(part.Labels));
        yield return new SummaryStep("box labels to codes", $"Int64 [{most}], 0 behind the last box");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        long[] codes = memory.AsSpan<long>().Slice(row * most, most).ToArray();
        return new DecodedPart(Wording.Labels([.. codes.Where(code => code != 0).Select(code => vocab.Names[(int)code])]));
    }

    public override void Write(SamplePart part, Tensor memory, int row)
    {
        Span<long> codes = memory.AsSpan<long>().Slice(row * most, most);
        codes.Clear();
        var boxes = (BoxesPart)part;
        BoxReading.RequireRoom(boxes.Labels.Count, most, Name);
        int at = 0;
        foreach ((_, string label) in boxes.Visible())
        {
            codes[at] = vocab.IndexOf(label, $"row {row} of the batch", Name);
            at++;
        }
    }
}
