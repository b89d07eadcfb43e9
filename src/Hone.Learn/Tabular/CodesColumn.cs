namespace Hone.Learn;

/// <summary>Codes of categories: <c>[batch, columns]</c> of Int64.</summary>
internal sealed class CodesColumn(TabularRows rows, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> classes) : Column<long>
{
    public override string Name => "codes";

    public override Shape RowShape => [names.Count];

    public override DType DType => DType.Int64;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, names.Count], DType.Int64);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        ReadOnlySpan<int> codes = rows.Codes(index).Span;
        var words = new string[codes.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = $"{names[i]} {classes[i][codes[i]]}";
        }

        return
        [
            new SummaryStep("categories", string.Join(", ", words)),
            new SummaryStep("categories to codes", $"{names.Count} codes, Int64"),
        ];
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        ReadOnlySpan<long> codes = memory.AsSpan<long>().Slice(row * names.Count, names.Count);
        var words = new string[codes.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = $"{names[i]} {classes[i][(int)codes[i]]}";
        }

        return new DecodedPart(string.Join(", ", words));
    }

    protected override void Write(int index, Span<long> row)
    {
        ReadOnlySpan<int> codes = rows.Codes(index).Span;
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = codes[i];
        }
    }
}
