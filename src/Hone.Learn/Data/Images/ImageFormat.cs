namespace Hone.Learn.Data;

/// <summary>The image formats that are recognized by their first bytes.</summary>
public enum ImageFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>PNG, all kinds.</summary>
    Png,

    /// <summary>JPEG: baseline, extended and progressive.</summary>
    Jpeg,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>GIF; the first frame is read.</summary>
    Gif,

    /// <summary>WebP, which is recognized but not read.</summary>
    WebP,

    /// <summary>TIFF, which is recognized but not read.</summary>
    Tiff,
}
