using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Copies pixels into the panels that <see cref="PackedKernel"/> reads.</summary>
internal static unsafe class PanelPacking
{
    /// <summary>Floats by which the last store of a panel of six may run over.</summary>
    public const int Overrun = 16;

    /// <summary>
    /// Spreads <paramref name="pixels"/> pixels of <paramref name="channels"/> values over panels of six. Full panels are written eight
    /// lanes at a time: the two extra lanes are overwritten by the next pixel or fall into the overrun.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackSix(float* source, nint sourceStride, nint pixels, nint channels, float* destination, nint panelStride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            float* panel = destination;
            nint c = 0;
            for (; c + 8 <= channels; c += RowKernel.MaxRows)
            {
                Vector256.Store(Vector256.Load(source + c), panel);
                panel += panelStride;
            }

            for (; c < channels; c += RowKernel.MaxRows)
            {
                for (nint lane = 0; lane < RowKernel.MaxRows && c + lane < channels; lane++)
                {
                    panel[lane] = source[c + lane];
                }

                panel += panelStride;
            }

            source += sourceStride;
            destination += RowKernel.MaxRows;
        }
    }

    /// <summary>Spreads pixels over panels of sixteen; the lanes past the last channel become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackSixteen(float* source, nint sourceStride, nint pixels, nint channels, float* destination, nint panelStride)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            float* panel = destination;
            nint c = 0;
            for (; c + ConvShape.PanelWidth <= channels; c += ConvShape.PanelWidth)
            {
                Vector256.Store(Vector256.Load(source + c), panel);
                Vector256.Store(Vector256.Load(source + c + 8), panel + 8);
                panel += panelStride;
            }

            if (c < channels)
            {
                Vector256.Store(Vector256<float>.Zero, panel);
                Vector256.Store(Vector256<float>.Zero, panel + 8);
                nint lane = 0;
                for (; c + lane + 4 <= channels; lane += 4)
                {
                    Vector128.Store(Vector128.Load(source + c + lane), panel + lane);
                }

                for (; c + lane < channels; lane++)
                {
                    panel[lane] = source[c + lane];
                }
            }

            source += sourceStride;
            destination += ConvShape.PanelWidth;
        }
    }
}
