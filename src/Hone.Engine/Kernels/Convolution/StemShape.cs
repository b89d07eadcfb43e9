namespace Hone.Kernels;

/// <summary>The sizes of <see cref="StemConvolution{TPolicy, TVector}"/> and the convolutions it applies to.</summary>
internal static class StemShape
{
    /// <summary>Output lines that are computed together.</summary>
    public const int Lines = 4;

    public const int Stride = 2;

    public const int KernelHeight = 7;

    /// <summary>Input lines that four output lines read.</summary>
    public const int InputLines = ((Lines - 1) * Stride) + KernelHeight;

    /// <summary>Sums for each column: the points 0, 1, -1, 2, -2, infinity and 1/2.</summary>
    public const int Points = 7;

    /// <summary>The point 1/2, which only the even taps have.</summary>
    public const int EvenPoint = 6;

    /// <summary>Seven transformed lines for the even taps, then six for the odd ones.</summary>
    public const int TransformedLines = Points + EvenPoint;

    /// <summary>Output channels come in two vectors of the widest registers.</summary>
    private const int Channels = 32;

    /// <summary>With more channels than this the sums are long enough to hide what the transform saves.</summary>
    private const int MaxInChannels = 8;

    /// <summary>True where the algorithm applies, and where few of the computed lines lie below the map.</summary>
    public static bool Suits(in ConvShape s) =>
        s.KernelHeight == KernelHeight && s.StrideHeight == Stride && s.DilationHeight == 1 && s.DilationWidth == 1 && s.Groups == 1
        && s.InChannels <= MaxInChannels && s.OutChannels % Channels == 0
        && s.InWidth * s.InChannels >= ConvShape.PanelWidth && s.OutWidth >= Lines
        && (s.OutHeight % Lines == 0 || s.OutHeight > 3 * Lines);

    /// <summary>Floats of a transformed line: the map's, and its padding on both sides; a cache line more, so that lines do not share cache sets.</summary>
    public static nint LineLength(in ConvShape s)
    {
        nint floats = (nint)(s.InWidth + (2 * s.PaddingWidth)) * s.InChannels;
        return (floats + (2 * ConvShape.PanelWidth) - 1) / ConvShape.PanelWidth * ConvShape.PanelWidth;
    }

    /// <summary>Floats of a panel of transformed weights: the terms of the even taps, then those of the odd ones.</summary>
    public static nint PanelLength(in ConvShape s) => 2 * (nint)s.KernelWidth * s.InChannels * ConvShape.PanelWidth;

    /// <summary>Floats of all transformed weights `[points][panels][2][kernel width * channels][16]`.</summary>
    public static nint WeightLength(in ConvShape s) => Points * s.WeightPanels * PanelLength(s);
}
