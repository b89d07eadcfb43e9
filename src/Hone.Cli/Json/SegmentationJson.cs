namespace Hone.Cli;

/// <summary>One file of <c>hone predict --json</c> with a model that answers for each pixel.</summary>
/// <param name="File">The file as it was typed.</param>
/// <param name="Mask">The file that the mask was written to; null without <c>--out</c>.</param>
/// <param name="Height">Height of the mask in pixels.</param>
/// <param name="Width">Width of the mask in pixels.</param>
/// <param name="Shares">Fraction of the pixels by class.</param>
internal sealed record SegmentationJson(string File, string? Mask, int Height, int Width, IReadOnlyDictionary<string, float> Shares)
{
    public static SegmentationJson Of(string file, string? mask, Learn.Segmentation segmentation)
    {
        var shares = new OrderedDictionary<string, float>();
        for (int i = 0; i < segmentation.Shares.Count; i++)
        {
            shares.Add(segmentation.NameOf(i), segmentation.Shares[i]);
        }

        return new SegmentationJson(file, mask, segmentation.Height, segmentation.Width, shares);
    }
}
