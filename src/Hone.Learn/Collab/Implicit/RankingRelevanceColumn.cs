using Hone.Nn;

namespace Hone.Learn;

/// <summary>What belongs to <see cref="AllItemsColumn"/>: 1 for relevant items, -1 for those that the user knows and for the unknown one, otherwise 0; <c>[batch, items]</c>.</summary>
internal sealed class RankingRelevanceColumn(IReadOnlyList<RankedUser> users, SeenItems seen, int items) : Column<float>
{
    public override string Name => "relevance";

    public override Shape RowShape => [items];

    public override DType DType => DType.Float32;

    public override Loss DefaultLoss => new BprLoss();

    public override Tensor RentBatch(int count) => Tensor.Rent([count, items]);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("relevance", $"{users[index].Relevant.Count} relevant items, {seen.CountOf(users[index].Code)} known ones left out");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        int relevant = 0;
        foreach (float value in memory.AsSpan<float>().Slice(row * items, items))
        {
            relevant += value > 0 ? 1 : 0;
        }

        return new DecodedPart($"{relevant} relevant of {items} items");
    }

    protected override void Write(int index, Span<float> row)
    {
        row.Clear();
        row[0] = -1;
        foreach (int item in seen.Of(users[index].Code))
        {
            row[item] = -1;
        }

        foreach (int item in users[index].Relevant)
        {
            row[item] = 1;
        }
    }
}
