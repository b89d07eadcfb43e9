using Hone.Learn;

namespace Hone.Conventions.Tests.UserCode;

/// <summary>A column that says three numbers and writes four into the row of item 2.</summary>
internal sealed class TooLongColumn : Column<float>
{
    public override string Name => "triple";

    public override Shape RowShape => [3];

    public override DType DType => DType.Float32;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, 3]);

    public override IEnumerable<SummaryStep> Describe(int index) => [];

    public override DecodedPart Decode(Tensor memory, int row) => new("three numbers");

    protected override void Write(int index, Span<float> row) => new float[index == 2 ? 4 : 3].CopyTo(row);
}
