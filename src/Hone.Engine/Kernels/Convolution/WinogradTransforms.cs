using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The one-dimensional transforms of Winograd's F(4, 3) with the points 0, 1, -1, 2, -2 and infinity. Each is applied to the
/// columns and then to the rows of a tile; every lane of a vector is another channel.
/// </summary>
/// <remarks>
/// y = A^T [(G g) * (B^T d)]: six products give four outputs of a filter with three taps. Source of the algorithm: A. Lavin
/// and S. Gray, Fast Algorithms for Convolutional Neural Networks (2015). <see cref="OutputAdjoint"/> and
/// <see cref="FilterAdjoint"/> are A and G^T, which the gradient of the weights needs.
/// </remarks>
internal static unsafe class WinogradTransforms<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>B^T d: six inputs to six frequencies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(TVector d0, TVector d1, TVector d2, TVector d3, TVector d4, TVector d5, float* result, nint stride)
    {
        TVector four = TPolicy.Create(4);
        TVector minusFour = TPolicy.Create(-4);
        TVector minusFive = TPolicy.Create(-5);
        TVector even = TPolicy.MultiplyAdd(d2, minusFour, d4);
        TVector odd = TPolicy.MultiplyAdd(d1, minusFour, d3);
        TVector evenTwo = TPolicy.Subtract(d4, d2);
        TVector oddTwo = TPolicy.Subtract(d3, d1);
        oddTwo = TPolicy.Add(oddTwo, oddTwo);
        TPolicy.Store(result, TPolicy.MultiplyAdd(d0, four, TPolicy.MultiplyAdd(d2, minusFive, d4)));
        TPolicy.Store(result + stride, TPolicy.Add(even, odd));
        TPolicy.Store(result + (2 * stride), TPolicy.Subtract(even, odd));
        TPolicy.Store(result + (3 * stride), TPolicy.Add(evenTwo, oddTwo));
        TPolicy.Store(result + (4 * stride), TPolicy.Subtract(evenTwo, oddTwo));
        TPolicy.Store(result + (5 * stride), TPolicy.MultiplyAdd(d1, four, TPolicy.MultiplyAdd(d3, minusFive, d5)));
    }

    /// <summary>G g: three taps to six frequencies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Filter(TVector g0, TVector g1, TVector g2, float* result, nint stride)
    {
        TVector outer = TPolicy.Multiply(TPolicy.Add(g0, g2), TPolicy.Create(-1 / 6f));
        TVector middle = TPolicy.Multiply(g1, TPolicy.Create(1 / 6f));
        TVector outerTwo = TPolicy.MultiplyAdd(g0, TPolicy.Create(1 / 24f), TPolicy.Multiply(g2, TPolicy.Create(1 / 6f)));
        TVector middleTwo = TPolicy.Multiply(g1, TPolicy.Create(1 / 12f));
        TPolicy.Store(result, TPolicy.Multiply(g0, TPolicy.Create(0.25f)));
        TPolicy.Store(result + stride, TPolicy.Subtract(outer, middle));
        TPolicy.Store(result + (2 * stride), TPolicy.Add(outer, middle));
        TPolicy.Store(result + (3 * stride), TPolicy.Add(outerTwo, middleTwo));
        TPolicy.Store(result + (4 * stride), TPolicy.Subtract(outerTwo, middleTwo));
        TPolicy.Store(result + (5 * stride), g2);
    }

    /// <summary>A^T m: six products to four outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(
        TVector m0, TVector m1, TVector m2, TVector m3, TVector m4, TVector m5, out TVector y0, out TVector y1, out TVector y2, out TVector y3)
    {
        TVector sum = TPolicy.Add(m1, m2);
        TVector difference = TPolicy.Subtract(m1, m2);
        TVector sumTwo = TPolicy.Add(m3, m4);
        TVector differenceTwo = TPolicy.Subtract(m3, m4);
        y0 = TPolicy.Add(TPolicy.Add(m0, sum), sumTwo);
        y1 = TPolicy.MultiplyAdd(differenceTwo, TPolicy.Create(2), difference);
        y2 = TPolicy.MultiplyAdd(sumTwo, TPolicy.Create(4), sum);
        y3 = TPolicy.Add(TPolicy.MultiplyAdd(differenceTwo, TPolicy.Create(8), difference), m5);
    }

    /// <summary>A y: four output gradients to six frequencies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputAdjoint(TVector y0, TVector y1, TVector y2, TVector y3, float* result, nint stride)
    {
        TVector even = TPolicy.Add(y0, y2);
        TVector odd = TPolicy.Add(y1, y3);
        TVector evenTwo = TPolicy.MultiplyAdd(y2, TPolicy.Create(4), y0);
        TVector oddTwo = TPolicy.MultiplyAdd(y3, TPolicy.Create(8), TPolicy.Add(y1, y1));
        TPolicy.Store(result, y0);
        TPolicy.Store(result + stride, TPolicy.Add(even, odd));
        TPolicy.Store(result + (2 * stride), TPolicy.Subtract(even, odd));
        TPolicy.Store(result + (3 * stride), TPolicy.Add(evenTwo, oddTwo));
        TPolicy.Store(result + (4 * stride), TPolicy.Subtract(evenTwo, oddTwo));
        TPolicy.Store(result + (5 * stride), y3);
    }

    /// <summary>G^T u: six frequencies of the gradient to three taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FilterAdjoint(
        TVector u0, TVector u1, TVector u2, TVector u3, TVector u4, TVector u5, out TVector g0, out TVector g1, out TVector g2)
    {
        TVector outer = TPolicy.Multiply(TPolicy.Add(u1, u2), TPolicy.Create(-1 / 6f));
        TVector middle = TPolicy.Multiply(TPolicy.Subtract(u2, u1), TPolicy.Create(1 / 6f));
        TVector sumTwo = TPolicy.Add(u3, u4);
        TVector differenceTwo = TPolicy.Subtract(u3, u4);
        g0 = TPolicy.MultiplyAdd(u0, TPolicy.Create(0.25f), TPolicy.MultiplyAdd(sumTwo, TPolicy.Create(1 / 24f), outer));
        g1 = TPolicy.MultiplyAdd(differenceTwo, TPolicy.Create(1 / 12f), middle);
        g2 = TPolicy.Add(TPolicy.MultiplyAdd(sumTwo, TPolicy.Create(1 / 6f), outer), u5);
    }
}
