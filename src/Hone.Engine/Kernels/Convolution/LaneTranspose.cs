using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Exchanges the rows and columns of a block of up to 16x16 floats.</summary>
internal static unsafe class LaneTranspose
{
    private const int Block = 4;

    /// <summary>destination[j * destinationStride + i] = source[i * sourceStride + j] for i in 0..rows-1 and j in 0..15; rows are a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, nint sourceStride, float* destination, nint destinationStride, nint rows = ConvShape.PanelWidth)
    {
        if (!Sse.IsSupported)
        {
            for (nint i = 0; i < rows; i++)
            {
                for (nint j = 0; j < ConvShape.PanelWidth; j++)
                {
                    destination[(j * destinationStride) + i] = source[(i * sourceStride) + j];
                }
            }

            return;
        }

        if (Avx512F.IsSupported && rows == ConvShape.PanelWidth)
        {
            for (nint j = 0; j < ConvShape.PanelWidth; j += Block)
            {
                Sixteen(source + j, sourceStride, destination + (j * destinationStride), destinationStride);
            }

            return;
        }

        for (nint i = 0; i < rows; i += Block)
        {
            float* lines = source + (i * sourceStride);
            float* columns = destination + i;
            for (nint j = 0; j < ConvShape.PanelWidth; j += Block)
            {
                Four(lines + j, sourceStride, columns, destinationStride);
                columns += Block * destinationStride;
            }
        }
    }

    /// <summary>Sixteen lines of four values become four lines of sixteen; needs AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        // Each quarter of a register holds every fourth line, so that four lines at a time are exchanged within the quarters.
        nint quarter = Block * sourceStride;
        Vector512<float> a = Quarters(source, quarter);
        Vector512<float> b = Quarters(source + sourceStride, quarter);
        Vector512<float> c = Quarters(source + (2 * sourceStride), quarter);
        Vector512<float> d = Quarters(source + (3 * sourceStride), quarter);
        Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble();
        Vector512<double> abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cdLow = Avx512F.UnpackLow(c, d).AsDouble();
        Vector512<double> cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        Vector512.Store(Avx512F.UnpackLow(abLow, cdLow).AsSingle(), destination);
        Vector512.Store(Avx512F.UnpackHigh(abLow, cdLow).AsSingle(), destination + destinationStride);
        Vector512.Store(Avx512F.UnpackLow(abHigh, cdHigh).AsSingle(), destination + (2 * destinationStride));
        Vector512.Store(Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle(), destination + (3 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(float* source, nint stride)
    {
        Vector512<float> lines = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        lines = Avx512F.InsertVector128(lines, Vector128.Load(source + stride), 1);
        lines = Avx512F.InsertVector128(lines, Vector128.Load(source + (2 * stride)), 2);
        return Avx512F.InsertVector128(lines, Vector128.Load(source + (3 * stride)), 3);
    }

    /// <summary>Four lines of four values become four columns; needs SSE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        Vector128<float> a = Vector128.Load(source);
        Vector128<float> b = Vector128.Load(source + sourceStride);
        Vector128<float> c = Vector128.Load(source + (2 * sourceStride));
        Vector128<float> d = Vector128.Load(source + (3 * sourceStride));
        Vector128<float> abLow = Sse.UnpackLow(a, b);
        Vector128<float> abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d);
        Vector128<float> cdHigh = Sse.UnpackHigh(c, d);
        Vector128.Store(Sse.MoveLowToHigh(abLow, cdLow), destination);
        Vector128.Store(Sse.MoveHighToLow(cdLow, abLow), destination + destinationStride);
        Vector128.Store(Sse.MoveLowToHigh(abHigh, cdHigh), destination + (2 * destinationStride));
        Vector128.Store(Sse.MoveHighToLow(cdHigh, abHigh), destination + (3 * destinationStride));
    }
}
