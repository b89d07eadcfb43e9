using Hone.Learn;

namespace Hone.Testing;

/// <summary>Adds a little noise to every value: augmentation of tables.</summary>
internal sealed class Jitter(bool trainOnly) : BatchTransform
{
    public override int Order => 50;

    public override bool TrainOnly => trainOnly;

    public override void Apply(Batch batch, BatchRandom random)
    {
        Span<float> values = batch.InputMemory.AsSpan<float>();
        int width = values.Length / batch.Count;
        for (int row = 0; row < batch.Count; row++)
        {
            RandomStream stream = random.ForItem(batch.Indices[row]);
            foreach (ref float value in values.Slice(row * width, width))
            {
                value += 0.05f * (float)stream.NextNormal();
            }
        }
    }
}
