namespace Hone.Learn;

/// <summary>Rows of numbers: <c>[batch, features]</c> of Float32.</summary>
internal sealed class VectorColumn<TItem>(IReadOnlyList<TItem> items, Func<TItem, ReadOnlyMemory<float>> getX, int length) : Column<float>
{
    public override string Name => "vector";

    public override Shape RowShape => [length];

    public override DType DType => DType.Float32;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, length]);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("vector", $"{Wording.Count(getX(items[index]).Length, "number")}, Float32");
    }

    public override DecodedPart Decode(Tensor memory, int row) => new(Wording.Count(length, "number"));

    protected override void Write(int index, Span<float> row)
    {
        ReadOnlyMemory<float> values = getX(items[index]);
        if (values.Length != length)
        {
            throw new HoneDataException($"All vectors have {length} numbers, as the first item.", Wording.Count(values.Length, "number"), "VectorBlock", "pad or cut the vectors to one length");
        }

        values.Span.CopyTo(row);
    }
}
