namespace Hone.Learn.Data;

/// <summary>How the pixels of a BMP are stored; the values are those of the format.</summary>
internal enum BmpCompression : uint
{
    None = 0,
    RunLength8 = 1,
    RunLength4 = 2,
    BitFields = 3,
    AlphaBitFields = 6,
}
