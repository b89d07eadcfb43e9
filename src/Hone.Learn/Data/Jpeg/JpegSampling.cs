namespace Hone.Learn.Data;

/// <summary>How many samples of color an encoded JPEG keeps.</summary>
public enum JpegSampling
{
    /// <summary>One sample of color for 2x2 pixels: what cameras write.</summary>
    Chroma420,

    /// <summary>One sample of color for each pixel: for drawings and text.</summary>
    Chroma444,
}
