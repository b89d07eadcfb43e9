namespace Hone.Learn.Data;

/// <summary>How JPEG is encoded.</summary>
public sealed record JpegEncodeOptions
{
    /// <summary>1 (smallest file) to 100 (best image), on the scale of libjpeg. Default 75, as there and in Pillow.</summary>
    public int Quality { get; init; } = 75;

    /// <summary>How many samples of color are kept. Default 4:2:0, as in Pillow; gray images have none.</summary>
    public JpegSampling Sampling { get; init; } = JpegSampling.Chroma420;
}
