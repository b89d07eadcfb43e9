namespace Hone.Learn.Tests;

/// <summary>Texts of one length as whole numbers: <c>[batch, length]</c> of Int64.</summary>
internal sealed class TokenColumn(IReadOnlyList<long[]> texts) : Column<long>
{
    public override string Name => "tokens";

    public override Shape RowShape => [texts[0].Length];

    public override DType DType => DType.Int64;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, texts[0].Length], DType.Int64);

    public override IEnumerable<SummaryStep> Describe(int index) => [new SummaryStep("tokens", string.Join(' ', texts[index]))];

    public override DecodedPart Decode(Tensor memory, int row) => new($"{texts[0].Length} tokens");

    protected override void Write(int index, Span<long> row) => texts[index].CopyTo(row);
}
