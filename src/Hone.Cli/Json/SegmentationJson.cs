namespace Hone.Cli;

/// <summary>One file of <c>hone predict --json</c> with a model that answers for each pixel.</summary>
/// <param name="File">The file as it was typed.</param>
/// <param name="Mask">The file that the mask was written to; null without <c>--out</c>.</param>
/// <param name="Height">Height in pixels: of the written mask, which has the size of its picture, or without one of the model's answer.</param>
/// <param name="Width">Width in pixels, likewise.</param>
/// <param name="Shares">Fraction of the pixels of the model's answer by class.</param>
/// <param name="SeenShare">Fraction of the picture that the model saw; below 1 when a crop cut something off.</param>
internal sealed record SegmentationJson(string File, string? Mask, int Height, int Width, IReadOnlyDictionary<string, float> Shares, double SeenShare)
{
    public static SegmentationJson Of(string file, string? mask, Learn.Segmentation segmentation)
    {
        var shares = new OrderedDictionary<string, float>();
        for (int i = 0; i < segmentation.Shares.Count; i++)
        {
            shares.Add(segmentation.NameOf(i), segmentation.Shares[i]);
        }

        return new SegmentationJson(file, mask, segmentation.Height, segmentation.Width, shares, segmentation.SeenShare);
    }
}
