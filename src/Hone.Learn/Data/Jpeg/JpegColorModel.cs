namespace Hone.Learn.Data;

/// <summary>What the components of a JPEG mean.</summary>
internal enum JpegColorModel
{
    Gray,
    YCbCr,
    Rgb,

    /// <summary>Cyan, magenta, yellow, black; stored inverted, as Adobe's programs do.</summary>
    Cmyk,

    /// <summary>CMYK whose first three components went through the YCbCr transform.</summary>
    Ycck,
}
