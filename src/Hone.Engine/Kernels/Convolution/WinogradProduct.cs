using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The matrix products of one frequency, through the register tile of the matrix product.</summary>
internal static unsafe class WinogradProduct<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Columns firstColumn..endColumn-1 of m `[tiles][outChannels]` = v `[tiles][channels]` times u, transformed weights of one frequency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int tiles, float* v, nint channels, float* u, float* m, nint outChannels, nint firstColumn, nint endColumn)
    {
        nint span = TileShape<TPolicy, TVector>.Columns;
        int blocks = TileShape<TPolicy, TVector>.Tiles(tiles);
        for (nint column = firstColumn; column < endColumn; column += span)
        {
            float* weights = WinogradPanels<TPolicy, TVector>.Column(u, channels, outChannels, column, out nint step);
            int vectors = endColumn - column < span ? 1 : 2;
            for (int block = 0; block < blocks; block++)
            {
                int first = TileShape<TPolicy, TVector>.TileStart(tiles, blocks, block);
                int rows = TileShape<TPolicy, TVector>.TileStart(tiles, blocks, block + 1) - first;
                float* row = v + (first * channels);
                float* result = m + (first * outChannels) + column;

                // The next tile's rows are asked for while this one runs.
                TileKernel.Run<TPolicy, TVector>(
                    rows, vectors, channels, row, channels, 1, weights, step, result, outChannels, Addend.None, row + (rows * channels), rows);
            }
        }
    }

    /// <summary>Columns firstColumn..endColumn-1 of du `[channels][outChannels]` (+)= v^T times dm, from v `[tiles][vRow]` and dm `[tiles][dmRow]`.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(int tiles, float* v, nint channels, nint vRow, float* dm, nint dmRow, float* du, nint outChannels, nint firstColumn, nint endColumn, bool accumulate)
    {
        nint span = TileShape<TPolicy, TVector>.Columns;
        int blocks = TileShape<TPolicy, TVector>.Tiles((int)channels);
        for (nint column = firstColumn; column < endColumn; column += span)
        {
            int vectors = endColumn - column < span ? 1 : 2;
            for (int block = 0; block < blocks; block++)
            {
                int first = TileShape<TPolicy, TVector>.TileStart((int)channels, blocks, block);
                int rows = TileShape<TPolicy, TVector>.TileStart((int)channels, blocks, block + 1) - first;
                float* result = du + (first * outChannels) + column;
                TileKernel.Run<TPolicy, TVector>(
                    rows, vectors, tiles, v + first, 1, vRow, dm + column, dmRow, result, outChannels, Addend.Of(accumulate, result, outChannels), v + first + rows, vRow);
            }
        }
    }
}
