namespace Hone.Learn;

/// <summary>A user beside every item: <c>[batch, items, 2]</c> of Int64.</summary>
internal sealed class AllItemsColumn(IReadOnlyList<RankedUser> users, int items) : Column<long>
{
    public override string Name => "user";

    public override Shape RowShape => [items, 2];

    public override DType DType => DType.Int64;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, items, 2], DType.Int64);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("user", users[index].Name);
        yield return new SummaryStep("user to pairs", $"{items} items, Int64");
    }

    public override DecodedPart Decode(Tensor memory, int row) => new($"user {memory.AsSpan<long>()[row * items * 2]}, {items} items");

    protected override void Write(int index, Span<long> row)
    {
        for (int item = 0; item < items; item++)
        {
            row[2 * item] = users[index].Code;
            row[(2 * item) + 1] = item;
        }
    }
}
