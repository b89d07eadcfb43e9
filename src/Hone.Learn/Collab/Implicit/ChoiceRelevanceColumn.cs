using Hone.Nn;

namespace Hone.Learn;

/// <summary>What belongs to <see cref="ChoiceColumn"/>: 1 for the choice, 0 for the others; <c>[batch, 1 + negatives]</c>.</summary>
internal sealed class ChoiceRelevanceColumn(int negatives) : Column<float>
{
    public override string Name => "relevance";

    public override Shape RowShape => [1 + negatives];

    public override DType DType => DType.Float32;

    public override Loss DefaultLoss => new BprLoss();

    public override Tensor RentBatch(int count) => Tensor.Rent([count, 1 + negatives]);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("relevance", $"1 and {negatives} times 0");
    }

    public override DecodedPart Decode(Tensor memory, int row) => new($"1 and {negatives} times 0");

    protected override void Write(int index, Span<float> row)
    {
        row.Clear();
        row[0] = 1;
    }
}
