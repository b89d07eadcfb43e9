namespace Hone.Kernels;

/// <summary>The tiles of 4x4 outputs that cover a map, each reading 6x6 inputs, for 3x3 kernels of stride 1.</summary>
internal readonly record struct WinogradGrid(int Batch, int InHeight, int InWidth, int OutHeight, int OutWidth, int PaddingHeight, int PaddingWidth)
{
    /// <summary>Products of a tile: 6 x 6.</summary>
    public const int Frequencies = 36;

    public const int TileInput = 6;

    public const int TileOutput = 4;

    public const int FilterSize = 3;

    /// <summary>A tile computes 16 outputs with 36 products instead of 144; more padding than this many computed outputs per wanted one eats the gain.</summary>
    private const double MaxWaste = 2.0;

    /// <summary>From here on the transformed weights leave every cache, and making them anew costs more than they save.</summary>
    private const long MaxWeights = 512 * 512;

    /// <summary>Weights that were transformed once are worth reading from memory up to this size.</summary>
    private const long MaxPreparedWeights = (512 * 512) + 1;

    /// <summary>With fewer channels the transforms cost more than the products save.</summary>
    private const int MinChannels = 32;

    public int TilesHigh => (OutHeight + TileOutput - 1) / TileOutput;

    public int TilesWide => (OutWidth + TileOutput - 1) / TileOutput;

    public int TilesPerImage => TilesHigh * TilesWide;

    public int Tiles => Batch * TilesPerImage;

    public static WinogradGrid Forward(in ConvShape s) =>
        new(s.Batch, s.InHeight, s.InWidth, s.OutHeight, s.OutWidth, s.PaddingHeight, s.PaddingWidth);

    /// <summary>The gradient of the input is a forward pass over the gradient of the output with the complementary padding.</summary>
    public static WinogradGrid Backward(in ConvShape s) =>
        new(s.Batch, s.OutHeight, s.OutWidth, s.InHeight, s.InWidth, FilterSize - 1 - s.PaddingHeight, FilterSize - 1 - s.PaddingWidth);

    /// <summary>Floats of the transformed weights of a convolution, in either direction.</summary>
    public static nint WeightLength(in ConvShape s) => Frequencies * FrequencyStride((nint)s.InChannels * s.OutChannels);

    /// <summary>True where the algorithm applies and pays: whole vectors of channels and maps that tiles of four cover well.</summary>
    /// <param name="s">Sizes.</param>
    /// <param name="prepared">Whether the transformed weights are made once for many passes.</param>
    public static bool Suits(in ConvShape s, bool prepared = false)
    {
        bool applies = s.KernelHeight == FilterSize && s.KernelWidth == FilterSize && s.StrideHeight == 1 && s.StrideWidth == 1
            && s.DilationHeight == 1 && s.DilationWidth == 1 && s.Groups == 1 && s.PaddingHeight < FilterSize && s.PaddingWidth < FilterSize
            && Math.Min(s.InChannels, s.OutChannels) >= MinChannels
            && s.InChannels % ConvShape.PanelWidth == 0 && s.OutChannels % ConvShape.PanelWidth == 0;
        return applies && (long)s.InChannels * s.OutChannels < (prepared ? MaxPreparedWeights : MaxWeights) && Pays(s.OutHeight, s.OutWidth) && Pays(s.InHeight, s.InWidth);
    }

    /// <summary>
    /// Floats from one frequency to the next when each has <paramref name="floats"/>. The cache line added keeps 36 streams a power of
    /// two apart from falling into the same few sets of every cache.
    /// </summary>
    public static nint FrequencyStride(nint floats) => floats + ConvShape.PanelWidth;

    /// <summary>True where there are enough tiles to repay the transform of the weights in a forward pass.</summary>
    public bool RepaysWeights(int channels) => Tiles >= channels / 16;

    private static bool Pays(int height, int width)
    {
        if (height < TileOutput || width < TileOutput)
        {
            return false;
        }

        int computed = ((height + TileOutput - 1) / TileOutput) * ((width + TileOutput - 1) / TileOutput) * TileOutput * TileOutput;
        return computed <= MaxWaste * height * width;
    }
}
