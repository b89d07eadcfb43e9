using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// How the transformed weights of one frequency lie: `[panels][C][w]`, where a panel is as wide as the columns of a register tile, but at least one packed
/// panel of 16. A packed panel that is left over stands alone with its own width.
/// </summary>
internal static unsafe class WinogradPanels<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Packed panels that stand side by side.</summary>
    private static int Joined
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TPolicy.Width < ConvShape.PanelWidth ? 1 : 2;
    }

    /// <summary>First weight of an output channel, and the floats from one input channel to the next.</summary>
    /// <param name="weights">Weights of the frequency.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="outChannels">Output channels, a multiple of 16.</param>
    /// <param name="column">Output channel.</param>
    /// <param name="step">Floats from one input channel to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* Column(float* weights, nint channels, nint outChannels, nint column, out nint step)
    {
        nint width = Joined * ConvShape.PanelWidth;
        nint first = column / width * width;
        step = Math.Min(width, outChannels - first);
        return weights + (first * channels) + (column - first);
    }
}
