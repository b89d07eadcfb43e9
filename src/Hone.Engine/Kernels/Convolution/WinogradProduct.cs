using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The matrix product of one frequency: tiles times channels.</summary>
internal static unsafe class WinogradProduct<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Columns firstColumn..endColumn-1 of m `[tiles][outChannels]` = v `[tiles][channels]` times u `[outChannels / 16][channels][16]`.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int tiles, float* v, nint channels, float* u, float* m, nint outChannels, nint firstColumn, nint endColumn)
    {
        nint panelStride = channels * ConvShape.PanelWidth;
        nint second = TPolicy.Width < ConvShape.PanelWidth ? TPolicy.Width : panelStride;
        nint span = 2 * TPolicy.Width;
        RowTap tap = default;
        int blocks = (tiles + RowKernel.MaxRows - 1) / RowKernel.MaxRows;
        for (nint column = firstColumn; column < endColumn; column += span)
        {
            float* weights = u + (column / ConvShape.PanelWidth * panelStride) + (column % ConvShape.PanelWidth);
            bool narrow = endColumn - column < span;
            for (int block = 0; block < blocks; block++)
            {
                int first = tiles * block / blocks;
                int rows = (tiles * (block + 1) / blocks) - first;
                float* row = v + (first * channels);
                tap.Row0 = row;
                tap.Row1 = row + channels;
                tap.Row2 = row + (2 * channels);
                tap.Row3 = row + (3 * channels);
                tap.Row4 = row + (4 * channels);
                tap.Row5 = row + (5 * channels);
                float* result = m + (first * outChannels) + column;
                if (narrow)
                {
                    NarrowRowKernel.Run<TPolicy, TVector>(rows, 1, &tap, channels, weights, ConvShape.PanelWidth, result, outChannels, false);
                }
                else
                {
                    RowKernel.Run<TPolicy, TVector>(rows, 1, &tap, channels, weights, ConvShape.PanelWidth, second, result, outChannels, TPolicy.Width, false);
                }
            }
        }
    }
}
