namespace Hone.Method;

/// <summary>
/// Asks whether images hold anything: warn for images whose pixels are all equal, error when they are more than half of all images.
/// </summary>
/// <param name="pixels">The pixels of all images, one image after the other: [images, imageLength].</param>
/// <param name="imageLength">The bytes of one image, channels included.</param>
public sealed class ConstantImagesCheck(ReadOnlyMemory<byte> pixels, int imageLength) : Check
{
    private const double ErrorShare = 0.5;

    /// <inheritdoc/>
    public override string Id => "data/constant-images";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (imageLength < 2 || pixels.Length == 0 || pixels.Length % imageLength != 0)
        {
            return CheckResult.NotChecked(Id, $"{pixels.Length} bytes are no whole number of images of {imageLength} bytes with at least 2 pixels");
        }

        int n = pixels.Length / imageLength;
        var constant = new List<int>();
        for (int image = 0; image < n; image++)
        {
            ReadOnlySpan<byte> content = pixels.Span.Slice(image * imageLength, imageLength);
            if (!content[1..].ContainsAnyExcept(content[0]))
            {
                constant.Add(image);
            }
        }

        if (constant.Count == 0)
        {
            return CheckResult.Pass(Id, $"no image of one color (n = {n})");
        }

        double share = (double)constant.Count / n;
        return CheckResult.Of(Id, "", [new Finding
        {
            Id = "data/constant-images",
            Severity = share > ErrorShare ? Severity.Error : Severity.Warn,
            What = $"{constant.Count} of {n} images ({Numbers.Percent(share)}) have one color only",
            Evidence = string.Join(", ", constant.Take(3).Select(image => $"image {image} is all {pixels.Span[image * imageLength]}")),
            N = n,
            Threshold = "0 images",
            HowToFix = share > ErrorShare ? "look at how the images are decoded" : "look at these images and leave out the empty ones",
            Why = "an empty image teaches nothing and hides a loader that failed",
        }]);
    }
}
