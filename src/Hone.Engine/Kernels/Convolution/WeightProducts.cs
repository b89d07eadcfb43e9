using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The products behind a gradient of weights, one for each frequency: x[f]^T dy[f]. They are taken block by block, a few register tiles of input channels times a
/// strip of output channels, so that all products of a block stand in the second-level cache when they are put together.
/// </summary>
internal unsafe struct WeightProducts
{
    /// <summary>Register tiles along the input channels of a block.</summary>
    private const int TilesPerBlock = 4;

    public int Frequencies;

    /// <summary>Terms of each sum: images or tiles of images.</summary>
    public int Depth;

    public int InChannels;

    public int OutChannels;

    /// <summary>`[frequencies][depth][XRow]`.</summary>
    public float* X;

    /// <summary>Floats from one frequency of x to the next.</summary>
    public nint XFrequency;

    public nint XRow;

    /// <summary>`[frequencies][depth][DyRow]`.</summary>
    public float* Dy;

    /// <summary>Floats from one frequency of dy to the next; negative where they are met from the last on.</summary>
    public nint DyFrequency;

    public nint DyRow;

    /// <summary>How many blocks there are.</summary>
    public readonly int Parts<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => Strips<TPolicy, TVector>() * Blocks<TPolicy, TVector>();

    /// <summary>The channels of a block.</summary>
    public readonly WeightBlock Block<TPolicy, TVector>(int part)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        int blocks = Blocks<TPolicy, TVector>();
        int tiles = TileShape<TPolicy, TVector>.Tiles(InChannels);
        int column = part / blocks * TileShape<TPolicy, TVector>.Columns;
        int block = part % blocks;
        return new WeightBlock(
            TileShape<TPolicy, TVector>.TileStart(InChannels, tiles, tiles * block / blocks),
            TileShape<TPolicy, TVector>.TileStart(InChannels, tiles, tiles * (block + 1) / blocks),
            column,
            Math.Min(TileShape<TPolicy, TVector>.Columns, OutChannels - column));
    }

    /// <summary>The products of a block: `[frequencies][block.Channels][block.Columns]`, <see cref="WeightBlock.Stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Multiply<TPolicy, TVector>(in WeightBlock block, float* products)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        int vectors = block.Columns / TPolicy.Width;
        int tiles = TileShape<TPolicy, TVector>.Tiles(block.Channels);
        for (nint frequency = 0; frequency < Frequencies; frequency++)
        {
            float* x = X + (frequency * XFrequency) + block.First;
            float* dy = Dy + (frequency * DyFrequency) + block.Column;
            float* result = products + (frequency * block.Stride);
            for (int tile = 0; tile < tiles; tile++)
            {
                int channel = TileShape<TPolicy, TVector>.TileStart(block.Channels, tiles, tile);
                int rows = TileShape<TPolicy, TVector>.TileStart(block.Channels, tiles, tile + 1) - channel;
                TileKernel.Run<TPolicy, TVector>(
                    rows, vectors, Depth, x + channel, 1, XRow, dy, DyRow, result + (channel * block.Columns), block.Columns, Addend.None, dy, 0);
            }
        }
    }

    private readonly int Strips<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => (OutChannels + TileShape<TPolicy, TVector>.Columns - 1) / TileShape<TPolicy, TVector>.Columns;

    private readonly int Blocks<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => (TileShape<TPolicy, TVector>.Tiles(InChannels) + TilesPerBlock - 1) / TilesPerBlock;
}
