using System.Runtime.CompilerServices;

namespace Hone.Learn;

/// <summary>What the rows of a bin add up to.</summary>
internal struct HistogramBin
{
    public double Gradient;
    public double Hessian;
    public int Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double gradient, double hessian)
    {
        Gradient += gradient;
        Hessian += hessian;
        Count++;
    }
}
