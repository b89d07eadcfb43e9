namespace Hone.Learn;

/// <summary>A choice with room for items that were not chosen: <c>[batch, 1 + negatives, 2]</c> of Int64, the chosen pair first.</summary>
internal sealed class ChoiceColumn(int[] users, int[] items, int negatives) : Column<long>
{
    public override string Name => "choice";

    public override Shape RowShape => [1 + negatives, 2];

    public override DType DType => DType.Int64;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, 1 + negatives, 2], DType.Int64);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("choice", $"user {users[index]}, item {items[index]}");
        yield return new SummaryStep("choice to pairs", $"the item and {negatives} that were not chosen, Int64");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        ReadOnlySpan<long> pairs = memory.AsSpan<long>().Slice(row * (1 + negatives) * 2, (1 + negatives) * 2);
        return new DecodedPart($"user {pairs[0]}, item {pairs[1]}");
    }

    /// <summary>The negatives are drawn by <see cref="SampleNegatives"/>, which knows the epoch; until then they are the unknown item.</summary>
    protected override void Write(int index, Span<long> row)
    {
        for (int i = 0; i < row.Length; i += 2)
        {
            row[i] = users[index];
            row[i + 1] = i == 0 ? items[index] : 0;
        }
    }
}
