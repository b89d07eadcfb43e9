using Hone.Nn;

namespace Hone.Learn;

/// <summary>Sets of classes: <c>[batch, classes]</c> of Float32, 1 for a class that is there.</summary>
internal sealed class MultiCategoryColumn(int[][] codes, IReadOnlyList<string> vocab) : Column<float>
{
    public override string Name => "categories";

    public override Shape RowShape => [vocab.Count];

    public override DType DType => DType.Float32;

    public override IReadOnlyList<string> Vocab => vocab;

    public override Loss DefaultLoss => new BceWithLogitsLoss();

    public override Tensor RentBatch(int count) => Tensor.Rent([count, vocab.Count]);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("categories", Wording.Labels([.. codes[index].Select(code => vocab[code])]));
        yield return new SummaryStep("categories to vector", $"{Wording.Count(codes[index].Length, "one")} in Float32 [{vocab.Count}]");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        ReadOnlySpan<float> values = memory.AsSpan<float>().Slice(row * vocab.Count, vocab.Count);
        var names = new List<string>();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] > 0.5f)
            {
                names.Add(vocab[i]);
            }
        }

        return new DecodedPart(Wording.Labels(names)) { Classes = names };
    }

    internal override Func<int, IReadOnlyList<int>> Classes => index => codes[index];

    protected override void Write(int index, Span<float> row)
    {
        row.Clear();
        foreach (int code in codes[index])
        {
            row[code] = 1;
        }
    }
}
