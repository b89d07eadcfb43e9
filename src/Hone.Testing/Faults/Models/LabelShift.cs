using Hone.Learn;

namespace Hone.Testing;

/// <summary>Counts classes from another number than 0.</summary>
internal sealed class LabelShift(int first) : BatchTransform
{
    public override int Order => 50;

    public override bool TrainOnly => false;

    public override void Apply(Batch batch, BatchRandom random)
    {
        Span<long> labels = batch.TargetParts[0].Memory.AsSpan<long>();
        for (int row = 0; row < batch.Count; row++)
        {
            labels[row] += first;
        }
    }
}
