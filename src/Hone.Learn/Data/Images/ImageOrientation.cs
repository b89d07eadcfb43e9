namespace Hone.Learn.Data;

/// <summary>How a camera was held, as EXIF tag 0x0112 tells it; the values are those of the tag.</summary>
public enum ImageOrientation
{
    /// <summary>Upright: rows run from top to bottom, columns from left to right.</summary>
    Normal = 1,

    /// <summary>Mirrored left to right.</summary>
    FlipHorizontal = 2,

    /// <summary>Turned by 180 degrees.</summary>
    Rotate180 = 3,

    /// <summary>Mirrored top to bottom.</summary>
    FlipVertical = 4,

    /// <summary>Rows and columns exchanged.</summary>
    Transpose = 5,

    /// <summary>To be turned clockwise by 90 degrees.</summary>
    Rotate90 = 6,

    /// <summary>Rows and columns exchanged along the other diagonal.</summary>
    Transverse = 7,

    /// <summary>To be turned clockwise by 270 degrees.</summary>
    Rotate270 = 8,
}
