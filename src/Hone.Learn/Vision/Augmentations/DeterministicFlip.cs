namespace Hone.Learn;

/// <summary>Mirrors the pictures of every second pass left to right and leaves those of the others: both sides once in test-time augmentation; fastai's <c>DeterministicFlip</c>, order 30.</summary>
/// <remarks>
/// <para>Pass k is the epoch of the augmented loader, from 0: even ones are plain, odd ones mirrored. In training whole epochs are mirrored in turn. All images of an item, masks,
/// points and boxes go together, without interpolation. The plain pass of test-time augmentation has none of it.</para>
/// <para>fastai counts the calls instead, so that what a batch gets depends on how many batches were read before; here a pass treats all items alike.</para>
/// </remarks>
/// <example><code>
/// DataLoader valid = learner.Data.Valid;
/// var turned = new DataLoader(valid.Dataset, valid.Options with { Transforms = [new DeterministicFlip(), .. valid.Transforms] });
/// Predictions mean = learner.Tta(turned, new() { Passes = 2, Beta = 0 });
/// </code></example>
public sealed class DeterministicFlip : BatchTransform
{
    private const int Count = 2;

    /// <inheritdoc/>
    public override int Order => 30;

    /// <inheritdoc/>
    public override bool MovesPixels => true;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The batch holds no images.</exception>
    public override void Apply(Batch batch, BatchRandom random)
    {
        ArgumentNullException.ThrowIfNull(batch);
        BatchSymmetry.Apply(batch, batch.Epoch % Count);
    }

    /// <summary>The name.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => nameof(DeterministicFlip);
}
