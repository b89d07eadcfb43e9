namespace Hone.Learn;

/// <summary>Pieces of series: <c>[batch, channels, length]</c> of Float32.</summary>
internal sealed class SeriesColumn<TItem>(IReadOnlyList<TItem> items, Func<TItem, ReadOnlyMemory<float>> getX, int channels, int length) : Column<float>
{
    public override string Name => "series";

    public override Shape RowShape => [channels, length];

    public override DType DType => DType.Float32;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, channels, length]);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("series", $"{Wording.Count(channels, "channel")} of {Wording.Count(length, "value")}, Float32");
    }

    public override DecodedPart Decode(Tensor memory, int row) => new($"{Wording.Count(channels, "channel")} of {Wording.Count(length, "value")}");

    protected override void Write(int index, Span<float> row)
    {
        ReadOnlyMemory<float> values = getX(items[index]);
        if (values.Length != row.Length)
        {
            throw new HoneDataException($"All series have {channels} channels of {length} values, as the first item.", $"{values.Length} values", "SeriesBlock", "pad or cut them to one length");
        }

        values.Span.CopyTo(row);
    }
}
