using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Numbers to predict: <c>[batch, outputs]</c> of Float32.</summary>
internal sealed class RegressionColumn(float[] values, int outputs) : Column<float>
{
    public override string Name => "number";

    public override Shape RowShape => [outputs];

    public override DType DType => DType.Float32;

    public override Loss DefaultLoss => new MseLoss();

    public override Tensor RentBatch(int count) => Tensor.Rent([count, outputs]);

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        yield return new SummaryStep("number", Text(values.AsSpan(index * outputs, outputs)));
    }

    public override DecodedPart Decode(Tensor memory, int row) => new(Text(memory.AsSpan<float>().Slice(row * outputs, outputs)));

    protected override void Write(int index, Span<float> row) => values.AsSpan(index * outputs, outputs).CopyTo(row);

    private static string Text(ReadOnlySpan<float> row)
    {
        var words = new string[row.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = row[i].ToString("0.####", CultureInfo.InvariantCulture);
        }

        return string.Join(", ", words);
    }
}
