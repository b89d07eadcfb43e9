namespace Hone.Learn.Data;

/// <summary>The color types of the PNG header; the values are those of the format.</summary>
internal enum PngColorType : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}
