namespace Hone.Learn;

/// <summary>Images of any number of channels as floats, laid out as pictures are: channels last in memory.</summary>
internal sealed class BandColumn(Func<int, ReadOnlyMemory<float>> read, Shape shape) : Column<float>
{
    public override string Name => "bands";

    public override Shape RowShape => shape;

    public override DType DType => DType.Float32;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, shape[1], shape[2], shape[0]]);

    public override Tensor View(Tensor memory) => memory.Permute(0, 3, 1, 2);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        ReadOnlySpan<float> values = read(index).Span;
        float least = float.PositiveInfinity;
        float most = float.NegativeInfinity;
        foreach (float value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return [new SummaryStep("bands", System.FormattableString.Invariant($"{shape}, Float32, {least} to {most}"))];
    }

    public override DecodedPart Decode(Tensor memory, int row) => new($"{Wording.Count(shape[0], "channel")} of {shape[1]}x{shape[2]}");

    protected override void Write(int index, Span<float> row)
    {
        ReadOnlySpan<float> values = read(index).Span;
        if (values.Length != row.Length)
        {
            throw new HoneDataException($"Every image has {row.Length} numbers, {shape}.", Wording.Count(values.Length, "number"), "BandImageBlock", "cut or pad the images to one size");
        }

        int channels = shape[0];
        int places = row.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> plane = values.Slice(channel * places, places);
            for (int place = 0; place < places; place++)
            {
                row[(place * channels) + channel] = plane[place];
            }
        }
    }
}
