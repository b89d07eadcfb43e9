using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Carries one tile of a map to its 36 frequencies and back. Pixels outside the map are read from a line of zeros and written to a sink.</summary>
internal static unsafe class WinogradTiles<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>V = B^T d B of tile <paramref name="tile"/>; frequency f goes to <paramref name="result"/> + f * frequencyStride.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(in WinogradGrid grid, int tile, float* x, nint channels, float* zeros, float* result, nint frequencyStride)
    {
        const int Side = WinogradGrid.TileInput;
        float** pixels = stackalloc float*[Side * Side];
        Locate(grid, tile, Side, grid.InHeight, grid.InWidth, grid.PaddingHeight, grid.PaddingWidth, x, channels, zeros, pixels);
        nint width = TPolicy.Width;
        float* half = stackalloc float[Side * Side * 16];
        nint line = Side * width;
        nint next = WinogradGrid.TileOutput * channels;
        for (nint c = 0; c < channels; c += width)
        {
            for (nint i = 0; i < Side; i++)
            {
                float** p = pixels + (i * Side);
                WinogradTransforms<TPolicy, TVector>.Input(
                    TPolicy.Load(p[0] + c),
                    TPolicy.Load(p[1] + c),
                    TPolicy.Load(p[2] + c),
                    TPolicy.Load(p[3] + c),
                    TPolicy.Load(p[4] + c),
                    TPolicy.Load(p[5] + c),
                    half + (i * line),
                    width);
                AskForNext(p + Side - WinogradGrid.TileOutput, c + next);
            }

            for (nint j = 0; j < Side; j++)
            {
                float* h = half + (j * width);
                WinogradTransforms<TPolicy, TVector>.Input(
                    TPolicy.Load(h),
                    TPolicy.Load(h + line),
                    TPolicy.Load(h + (2 * line)),
                    TPolicy.Load(h + (3 * line)),
                    TPolicy.Load(h + (4 * line)),
                    TPolicy.Load(h + (5 * line)),
                    result + c + (j * frequencyStride),
                    Side * frequencyStride);
            }
        }
    }

    /// <summary>A dy A^T of a tile of output gradients, for the gradient of the weights.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputGradient(in WinogradGrid grid, int tile, float* dy, nint channels, float* zeros, float* result, nint frequencyStride)
    {
        const int Side = WinogradGrid.TileOutput;
        float** pixels = stackalloc float*[Side * Side];
        Locate(grid, tile, Side, grid.OutHeight, grid.OutWidth, 0, 0, dy, channels, zeros, pixels);
        nint width = TPolicy.Width;
        float* half = stackalloc float[Side * WinogradGrid.TileInput * 16];
        nint line = WinogradGrid.TileInput * width;
        nint next = WinogradGrid.TileOutput * channels;
        for (nint c = 0; c < channels; c += width)
        {
            for (nint i = 0; i < Side; i++)
            {
                float** p = pixels + (i * Side);
                WinogradTransforms<TPolicy, TVector>.OutputAdjoint(
                    TPolicy.Load(p[0] + c),
                    TPolicy.Load(p[1] + c),
                    TPolicy.Load(p[2] + c),
                    TPolicy.Load(p[3] + c),
                    half + (i * line),
                    width);
                AskForNext(p, c + next);
            }

            for (nint j = 0; j < WinogradGrid.TileInput; j++)
            {
                float* h = half + (j * width);
                WinogradTransforms<TPolicy, TVector>.OutputAdjoint(
                    TPolicy.Load(h),
                    TPolicy.Load(h + line),
                    TPolicy.Load(h + (2 * line)),
                    TPolicy.Load(h + (3 * line)),
                    result + c + (j * frequencyStride),
                    WinogradGrid.TileInput * frequencyStride);
            }
        }
    }

    /// <summary>y (+)= epilogue(A^T M A) of a tile; outputs outside the map go to <paramref name="sink"/>.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(
        in WinogradGrid grid, int tile, float* products, nint frequencyStride, in ConvEpilogue epilogue, float* y, nint channels, float* sink, bool accumulate)
    {
        const int Side = WinogradGrid.TileOutput;
        float** pixels = stackalloc float*[Side * Side];
        Locate(grid, tile, Side, grid.OutHeight, grid.OutWidth, 0, 0, y, channels, sink, pixels);
        bool relu = epilogue.Relu;
        float* bias = epilogue.Bias;
        float** residuals = null;
        if (epilogue.Residual != null)
        {
            float** located = stackalloc float*[Side * Side];
            Locate(grid, tile, Side, grid.OutHeight, grid.OutWidth, 0, 0, epilogue.Residual, channels, sink, located);
            residuals = located;
        }

        nint width = TPolicy.Width;
        float* half = stackalloc float[Side * WinogradGrid.TileInput * 16];
        nint line = WinogradGrid.TileInput * width;
        nint next = WinogradGrid.TileOutput * channels;
        for (nint c = 0; c < channels; c += width)
        {
            TVector before = bias == null ? TPolicy.Zero : TPolicy.Load(bias + c);
            for (nint j = 0; j < WinogradGrid.TileInput; j++)
            {
                float* m = products + c + (j * frequencyStride);
                nint step = WinogradGrid.TileInput * frequencyStride;
                WinogradTransforms<TPolicy, TVector>.Output(
                    TPolicy.Load(m),
                    TPolicy.Load(m + step),
                    TPolicy.Load(m + (2 * step)),
                    TPolicy.Load(m + (3 * step)),
                    TPolicy.Load(m + (4 * step)),
                    TPolicy.Load(m + (5 * step)),
                    out TVector y0,
                    out TVector y1,
                    out TVector y2,
                    out TVector y3);
                float* h = half + (j * width);
                TPolicy.Store(h, y0);
                TPolicy.Store(h + line, y1);
                TPolicy.Store(h + (2 * line), y2);
                TPolicy.Store(h + (3 * line), y3);
            }

            for (nint i = 0; i < Side; i++)
            {
                float* h = half + (i * line);
                WinogradTransforms<TPolicy, TVector>.Output(
                    TPolicy.Load(h),
                    TPolicy.Load(h + width),
                    TPolicy.Load(h + (2 * width)),
                    TPolicy.Load(h + (3 * width)),
                    TPolicy.Load(h + (4 * width)),
                    TPolicy.Load(h + (5 * width)),
                    out TVector y0,
                    out TVector y1,
                    out TVector y2,
                    out TVector y3);
                y0 = TPolicy.Add(y0, before);
                y1 = TPolicy.Add(y1, before);
                y2 = TPolicy.Add(y2, before);
                y3 = TPolicy.Add(y3, before);
                if (epilogue.Scale != null)
                {
                    TVector scale = TPolicy.Load(epilogue.Scale + c);
                    TVector shift = TPolicy.Load(epilogue.Shift + c);
                    y0 = TPolicy.MultiplyAdd(y0, scale, shift);
                    y1 = TPolicy.MultiplyAdd(y1, scale, shift);
                    y2 = TPolicy.MultiplyAdd(y2, scale, shift);
                    y3 = TPolicy.MultiplyAdd(y3, scale, shift);
                }

                if (residuals != null)
                {
                    float** r = residuals + (i * Side);
                    y0 = TPolicy.Add(y0, TPolicy.Load(r[0] + c));
                    y1 = TPolicy.Add(y1, TPolicy.Load(r[1] + c));
                    y2 = TPolicy.Add(y2, TPolicy.Load(r[2] + c));
                    y3 = TPolicy.Add(y3, TPolicy.Load(r[3] + c));
                    AskForNext(r, c + next);
                }

                if (relu)
                {
                    y0 = TPolicy.Max(y0, TPolicy.Zero);
                    y1 = TPolicy.Max(y1, TPolicy.Zero);
                    y2 = TPolicy.Max(y2, TPolicy.Zero);
                    y3 = TPolicy.Max(y3, TPolicy.Zero);
                }

                float** p = pixels + (i * Side);
                OutputVectors<TPolicy, TVector>.Write(p[0] + c, y0, accumulate);
                OutputVectors<TPolicy, TVector>.Write(p[1] + c, y1, accumulate);
                OutputVectors<TPolicy, TVector>.Write(p[2] + c, y2, accumulate);
                OutputVectors<TPolicy, TVector>.Write(p[3] + c, y3, accumulate);
                AskForNext(p, c + next);
            }
        }
    }

    /// <summary>
    /// Asks for the same line of the next tile, which lies four pixels to the right; at the end of a row of tiles that is no pixel of it,
    /// and nothing is lost.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AskForNext(float** pixels, nint offset)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(pixels[0] + offset);
            Sse.Prefetch1(pixels[1] + offset);
            Sse.Prefetch1(pixels[2] + offset);
            Sse.Prefetch1(pixels[3] + offset);
        }
    }

    /// <summary>Pointers to the side x side pixels of a tile whose first pixel is 4 * (tile row, tile column) - padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Locate(
        in WinogradGrid grid, int tile, int side, int height, int width, int paddingHeight, int paddingWidth, float* map, nint channels, float* outside, float** pixels)
    {
        int image = tile / grid.TilesPerImage;
        int inImage = tile % grid.TilesPerImage;
        int firstLine = (inImage / grid.TilesWide * WinogradGrid.TileOutput) - paddingHeight;
        int firstColumn = (inImage % grid.TilesWide * WinogradGrid.TileOutput) - paddingWidth;
        for (int i = 0; i < side; i++)
        {
            int line = firstLine + i;
            bool lineInside = (uint)line < (uint)height;
            float* start = map + ((((nint)image * height) + line) * width * channels);
            for (int j = 0; j < side; j++)
            {
                int column = firstColumn + j;
                pixels[(i * side) + j] = lineInside && (uint)column < (uint)width ? start + (column * channels) : outside;
            }
        }
    }
}
