using Hone.Learn.Data;
using Hone.Learn.Plots;

namespace Hone.Learn;

/// <summary>Some samples to look at: as a grid of pictures, or as lines of text.</summary>
/// <param name="Samples">The samples.</param>
public sealed record BatchView(IReadOnlyList<ShownSample> Samples)
{
    /// <summary>One tile a sample: all its pictures side by side, masks, points and boxes drawn over the first of them, targets and the end of its identity below.</summary>
    /// <remarks>
    /// With answers the loss stands there too. Classes and sets of labels say whether they are right, and have the color of right or wrong ones: see <see cref="ImageGridItem.IsRight"/>, where fastai
    /// has green and red. Numbers stand beside their targets; points and boxes are drawn with theirs in two colors; masks have a picture of the target on the left and one of the answer on the right. What
    /// the colors mean stands above the tiles. Class 0 of a mask, the background more often than not, stays as it is.
    /// </remarks>
    /// <returns>A chart; its <c>ToSvg()</c> is a file of its own.</returns>
    /// <exception cref="HoneDataException">The samples have no pictures, or a mask has another size than its picture.</exception>
    public ImageGrid ToGrid() => new() { Items = [.. Samples.Select(SampleTile.Of)], Legend = SampleLegend.Of(Samples) };

    /// <summary>One line a sample: identity, inputs, targets and, where a model was asked, its answer.</summary>
    /// <returns>The lines.</returns>
    public override string ToString() => string.Concat(Samples.Select(sample => sample + Environment.NewLine));
}
