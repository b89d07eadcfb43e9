namespace Hone.Learn;

/// <summary>Draws the items that were not chosen, anew in each epoch: uniformly among all that the user did not choose in the training rows.</summary>
/// <remarks>Later choices may be drawn too: leaving them out would tell the model about the validation part. Source: Rendle et al. 2009, section 4.2.</remarks>
internal sealed class SampleNegatives(SeenItems seen, int items) : BatchTransform
{
    public override int Order => 0;

    public override void Apply(Batch batch, BatchRandom random)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Span<long> pairs = batch.InputMemory.AsSpan<long>();
        int width = pairs.Length / batch.Count;
        for (int row = 0; row < batch.Count; row++)
        {
            RandomStream stream = random.ForItem(batch.Indices[row]);
            Span<long> own = pairs.Slice(row * width, width);
            for (int i = 3; i < width; i += 2)
            {
                own[i] = Draw(stream, (int)own[0]);
            }
        }
    }

    public override string ToString() => nameof(SampleNegatives);

    private int Draw(RandomStream stream, int user)
    {
        while (true)
        {
            int item = 1 + stream.NextInt(items - 1);
            if (!seen.Contains(user, item))
            {
                return item;
            }
        }
    }
}
