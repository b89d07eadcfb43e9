namespace Hone.Learn;

/// <summary>Gives the pictures of pass k the k-th of the eight symmetries of a square: each once in test-time augmentation of eight passes; fastai's <c>DeterministicDihedral</c>, order 30.</summary>
/// <remarks>
/// <para>Pass k is the epoch of the augmented loader, from 0; symmetry k modulo 8 mirrors x when bit 0 is set, y for bit 1, and exchanges them for bit 2, as in
/// <see cref="Dihedral"/>. Symmetry 0 is none. In training whole epochs are turned in turn. All images of an item, masks, points and boxes go together, without interpolation. The plain
/// pass of test-time augmentation has none of it.</para>
/// <para>fastai counts the calls instead, so that what a batch gets depends on how many batches were read before, and stretches pictures that are no squares; here a pass treats
/// all items alike, and pictures must be squares.</para>
/// </remarks>
/// <example><code>
/// DataLoader valid = learner.Data.Valid;
/// var turned = new DataLoader(valid.Dataset, valid.Options with { Transforms = [new DeterministicDihedral(), .. valid.Transforms] });
/// Predictions mean = learner.Tta(turned, new() { Passes = 8, Beta = 0 });
/// </code></example>
public sealed class DeterministicDihedral : BatchTransform
{
    /// <inheritdoc/>
    public override int Order => 30;

    /// <inheritdoc/>
    public override bool MovesPixels => true;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The batch holds no images, or some that are no squares.</exception>
    public override void Apply(Batch batch, BatchRandom random)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (BatchPart part in new ImageParts(batch))
        {
            RequireSquare(part);
        }

        foreach (BatchPart part in batch.Parts)
        {
            if (part.Column is MaskColumn)
            {
                RequireSquare(part);
            }
        }

        BatchSymmetry.Apply(batch, batch.Epoch % BatchSymmetry.Count);
    }

    /// <summary>The name.</summary>
    /// <returns>One word.</returns>
    public override string ToString() => nameof(DeterministicDihedral);

    /// <summary>In every pass, so that the first one fails and not the fifth.</summary>
    private static void RequireSquare(BatchPart part)
    {
        Shape shape = part.Memory.Shape;
        if (shape[1] != shape[2])
        {
            throw new ShapeException("Square pictures, which a quarter turn leaves as large as they are.", $"{shape[1]}x{shape[2]} pixels", nameof(DeterministicDihedral), "bring them to a square with Resize, or use DeterministicFlip");
        }
    }
}
