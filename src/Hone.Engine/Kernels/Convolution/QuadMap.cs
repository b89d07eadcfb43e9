namespace Hone.Kernels;

/// <summary>The sizes of <see cref="QuadConvolution{TPolicy, TVector}"/> and <see cref="QuadWeightGradient{TPolicy, TVector}"/>, and the convolutions they apply to.</summary>
internal static class QuadMap
{
    /// <summary>Height and width of the map.</summary>
    public const int Side = 2;

    public const int Pixels = Side * Side;

    /// <summary>Products that take the place of sixteen: three for each axis.</summary>
    public const int Products = Axis * Axis;

    /// <summary>Products that take the place of four along one axis.</summary>
    public const int Axis = 3;

    /// <summary>The transform costs as much as the seven products saved in eight images.</summary>
    private const int MinBatch = 12;

    /// <summary>Every way to the gradient of the input rearranges the weights; with one image that is all it does.</summary>
    private const int MinExchangedBatch = 2;

    /// <summary>Putting the nine gradients of a weight together costs as much as the seven products saved in about fourteen images.</summary>
    private const int MinGradientBatch = 16;

    /// <summary>True where the algorithm applies: 3x3 kernels that keep a map of 2x2 pixels, and whole panels of channels.</summary>
    public static bool Suits(in ConvShape s) =>
        s.InHeight == Side && s.InWidth == Side && s.OutHeight == Side && s.OutWidth == Side
        && s.KernelHeight == Axis && s.KernelWidth == Axis && s.StrideHeight == 1 && s.StrideWidth == 1
        && s.DilationHeight == 1 && s.DilationWidth == 1 && s.Groups == 1
        && s.InChannels % ConvShape.PanelWidth == 0 && s.OutChannels % ConvShape.PanelWidth == 0;

    /// <summary>True where there are enough images to repay the transform of the weights in a forward pass.</summary>
    public static bool RepaysWeights(in ConvShape s) => s.Batch >= MinBatch;

    /// <summary>True where there are enough images to repay the transform of the weights in the gradient of the input.</summary>
    public static bool RepaysExchangedWeights(in ConvShape s) => s.Batch >= MinExchangedBatch;

    /// <summary>True where there are enough images to repay putting the gradient of the weights together from nine products.</summary>
    public static bool RepaysCombination(in ConvShape s) => s.Batch >= MinGradientBatch;

    /// <summary>Floats of the transformed weights.</summary>
    public static nint WeightLength(in ConvShape s) => Products * ProductStride((nint)s.InChannels * s.OutChannels);

    /// <summary>Floats from one product's operand to the next one's, when each has <paramref name="floats"/>; a cache line more, so that streams do not share cache sets.</summary>
    public static nint ProductStride(nint floats) => floats + ConvShape.PanelWidth;
}
