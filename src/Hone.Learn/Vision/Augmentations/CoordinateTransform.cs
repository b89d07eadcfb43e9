namespace Hone.Learn;

/// <summary>
/// Moves the pixels of an image: a flip, a rotation, a zoom. It only says where each pixel comes from; <see cref="SpatialAugment"/> joins several of them and samples once.
/// </summary>
public abstract class CoordinateTransform
{
    private protected CoordinateTransform()
    {
    }

    /// <summary>Draws the map of one item, from the new picture to the old one, both -1..1.</summary>
    /// <param name="frame">The old picture, and what -1 and 1 mean in both.</param>
    /// <param name="random">The item's numbers; how many are taken does not depend on chance.</param>
    internal abstract Homography Draw(PictureFrame frame, RandomStream random);

    /// <summary>The map of validation, where nothing is random.</summary>
    /// <param name="frame">The old picture, and what -1 and 1 mean in both.</param>
    internal virtual Homography Center(PictureFrame frame) => Homography.Identity;

    /// <summary>Throws when a probability is none.</summary>
    private protected static void CheckProbability(float probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
    }

    /// <summary>Uniform between two numbers.</summary>
    private protected static double Between(double low, double high, RandomStream random) => low + ((high - low) * random.NextDouble());
}
