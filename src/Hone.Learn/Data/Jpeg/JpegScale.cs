namespace Hone.Learn.Data;

/// <summary>At which size a JPEG is decoded; smaller sizes use smaller inverse transforms and cost less.</summary>
public enum JpegScale
{
    /// <summary>Every pixel.</summary>
    Full = 1,

    /// <summary>Half of width and height, rounded up.</summary>
    Half = 2,

    /// <summary>A quarter of width and height, rounded up.</summary>
    Quarter = 4,

    /// <summary>An eighth of width and height, rounded up: one pixel a block, its mean.</summary>
    Eighth = 8,
}
