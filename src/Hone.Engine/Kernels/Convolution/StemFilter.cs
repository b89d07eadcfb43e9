using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The weights of <see cref="StemConvolution{TPolicy, TVector}"/>.</summary>
/// <remarks>
/// The taps of F(4, 4) at a point p are (g0 + g1 p + g2 p^2 + g3 p^3) / N with N = P'(p) (p - 1/2), P(1/2) at the point 1/2, and g3 at infinity; those of F(4, 3)
/// are in <see cref="WinogradTransforms{TPolicy, TVector}"/>. There are few weights, so that one thread transforms them in each pass.
/// </remarks>
internal static unsafe class StemFilter<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Packed weights `[panels][7][kernel width][C][16]` to `[points][panels][2][kernel width][C][16]`.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvShape s, float* weights, float* transformed)
    {
        nint tap = (nint)s.KernelWidth * s.InChannels * ConvShape.PanelWidth;
        nint stride = s.WeightPanels * StemShape.PanelLength(s);
        for (nint panel = 0; panel < s.WeightPanels; panel++)
        {
            float* source = weights + (panel * StemShape.KernelHeight * tap);
            float* even = transformed + (panel * StemShape.PanelLength(s));
            for (nint i = 0; i < tap; i += TPolicy.Width)
            {
                float* g = source + i;
                Even(TPolicy.Load(g), TPolicy.Load(g + (2 * tap)), TPolicy.Load(g + (4 * tap)), TPolicy.Load(g + (6 * tap)), even + i, stride);
                WinogradTransforms<TPolicy, TVector>.Filter(TPolicy.Load(g + tap), TPolicy.Load(g + (3 * tap)), TPolicy.Load(g + (5 * tap)), even + tap + i, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Even(TVector g0, TVector g1, TVector g2, TVector g3, float* result, nint stride)
    {
        // g(p) = outer + middle and g(-p) = outer - middle.
        TVector outer = TPolicy.Add(g0, g2);
        TVector middle = TPolicy.Add(g1, g3);
        TVector four = TPolicy.Create(4);
        TVector outerTwo = TPolicy.MultiplyAdd(g2, four, g0);
        TVector middleTwo = TPolicy.MultiplyAdd(g3, TPolicy.Create(8), TPolicy.Add(g1, g1));
        TVector half = TPolicy.MultiplyAdd(g3, TPolicy.Create(0.125f), TPolicy.MultiplyAdd(g2, TPolicy.Create(0.25f), TPolicy.MultiplyAdd(g1, TPolicy.Create(0.5f), g0)));
        TPolicy.Store(result, TPolicy.Multiply(g0, TPolicy.Create(-1 / 2f)));
        TPolicy.Store(result + stride, TPolicy.Multiply(TPolicy.Add(outer, middle), TPolicy.Create(-1 / 3f)));
        TPolicy.Store(result + (2 * stride), TPolicy.Multiply(TPolicy.Subtract(outer, middle), TPolicy.Create(1 / 9f)));
        TPolicy.Store(result + (3 * stride), TPolicy.Multiply(TPolicy.Add(outerTwo, middleTwo), TPolicy.Create(1 / 36f)));
        TPolicy.Store(result + (4 * stride), TPolicy.Multiply(TPolicy.Subtract(outerTwo, middleTwo), TPolicy.Create(-1 / 60f)));
        TPolicy.Store(result + (5 * stride), g3);
        TPolicy.Store(result + (StemShape.EvenPoint * stride), TPolicy.Multiply(half, TPolicy.Create(32 / 45f)));
    }
}
