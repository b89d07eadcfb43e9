using Hone.Nn;

namespace Hone.Learn;

/// <summary>Class indices: <c>[batch]</c> of Int64, as in PyTorch.</summary>
internal sealed class CategoryColumn(int[] codes, IReadOnlyList<string> vocab) : Column<long>
{
    public override string Name => "category";

    public override Shape RowShape => [];

    public override DType DType => DType.Int64;

    public override IReadOnlyList<string> Vocab => vocab;

    public override Loss DefaultLoss => new CrossEntropyLoss();

    public override Tensor RentBatch(int count) => Tensor.Rent([count], DType.Int64);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("category", codes[index] < 0 ? "no label" : $"\"{vocab[codes[index]]}\"");
        yield return new SummaryStep("category to class index", $"{codes[index]} of 0..{vocab.Count - 1}, Int64");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        long code = memory.AsSpan<long>()[row];
        return (ulong)code < (ulong)vocab.Count ? new DecodedPart(vocab[(int)code]) { Classes = [vocab[(int)code]] } : new DecodedPart("no label");
    }

    internal override Func<int, IReadOnlyList<int>> Classes => index => codes[index] < 0 ? [] : [codes[index]];

    protected override void Write(int index, Span<long> row) => row[0] = codes[index];
}
