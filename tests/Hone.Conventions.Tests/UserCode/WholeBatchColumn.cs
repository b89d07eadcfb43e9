using Hone.Learn;

namespace Hone.Conventions.Tests.UserCode;

/// <summary>A batch that is put together as a whole: the items' numbers, less their mean in the batch. Rows, axes and errors as a test wants them.</summary>
internal sealed class WholeBatchColumn(Func<int, Shape> shapeOf, Action? fail = null) : DirectColumn
{
    public override string Name => "centered";

    public override Shape RowShape => [1];

    public override DType DType => DType.Float32;

    public override Tensor RentBatch(int count) => Tensor.Rent(shapeOf(count));

    public override IEnumerable<SummaryStep> Describe(int index) => [];

    public override DecodedPart Decode(Tensor memory, int row) => new("a number");

    public override void Collate(ReadOnlySpan<int> indices, Tensor memory, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        fail?.Invoke();
        Span<float> values = memory.AsSpan<float>();
        float mean = 0;
        foreach (int index in indices)
        {
            mean += (float)index / indices.Length;
        }

        for (int row = 0; row < indices.Length; row++)
        {
            values[row] = indices[row] - mean;
        }
    }
}
