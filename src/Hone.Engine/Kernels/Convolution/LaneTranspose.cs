using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Exchanges the rows and columns of a block of 16x16 floats.</summary>
internal static unsafe class LaneTranspose
{
    private const int Block = 4;

    /// <summary>destination[j * destinationStride + i] = source[i * sourceStride + j] for i and j in 0..15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, nint sourceStride, float* destination, nint destinationStride)
    {
        if (!Sse.IsSupported)
        {
            for (nint i = 0; i < ConvShape.PanelWidth; i++)
            {
                for (nint j = 0; j < ConvShape.PanelWidth; j++)
                {
                    destination[(j * destinationStride) + i] = source[(i * sourceStride) + j];
                }
            }

            return;
        }

        for (nint i = 0; i < ConvShape.PanelWidth; i += Block)
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
