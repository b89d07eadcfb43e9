using System.Numerics;

namespace Hone.Kernels;

/// <summary>The three loops over rows of float64 numbers that the factorizations are made of. What fills no register is done one by one.</summary>
internal static unsafe class DoubleRows
{
    /// <summary>Sum of a[i] b[i].</summary>
    public static double Dot(double* a, double* b, nint count)
    {
        // Two sums, because one would wait for its own last addition.
        nint width = Vector<double>.Count;
        Vector<double> first = Vector<double>.Zero;
        Vector<double> second = Vector<double>.Zero;
        nint i = 0;
        for (; i + (2 * width) <= count; i += 2 * width)
        {
            first += Vector.Load(a + i) * Vector.Load(b + i);
            second += Vector.Load(a + i + width) * Vector.Load(b + i + width);
        }

        double sum = Vector.Sum(first + second);
        for (; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>y += factor x.</summary>
    public static void Add(double factor, double* x, double* y, nint count)
    {
        nint width = Vector<double>.Count;
        var repeated = new Vector<double>(factor);
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            Vector.Store(Vector.Load(y + i) + (repeated * Vector.Load(x + i)), y + i);
        }

        for (; i < count; i++)
        {
            y[i] += factor * x[i];
        }
    }

    /// <summary>(x, y) = (cosine x - sine y, sine x + cosine y).</summary>
    public static void Rotate(double cosine, double sine, double* x, double* y, nint count)
    {
        nint width = Vector<double>.Count;
        var c = new Vector<double>(cosine);
        var s = new Vector<double>(sine);
        nint i = 0;
        for (; i + width <= count; i += width)
        {
            Vector<double> a = Vector.Load(x + i);
            Vector<double> b = Vector.Load(y + i);
            Vector.Store((c * a) - (s * b), x + i);
            Vector.Store((s * a) + (c * b), y + i);
        }

        for (; i < count; i++)
        {
            double a = x[i];
            x[i] = (cosine * a) - (sine * y[i]);
            y[i] = (sine * a) + (cosine * y[i]);
        }
    }

    /// <summary>Euclidean length without overflow of the squares.</summary>
    public static double Norm(double* x, nint count)
    {
        double largest = 0;
        for (nint i = 0; i < count; i++)
        {
            largest = Math.Max(largest, Math.Abs(x[i]));
        }

        if (largest is 0 or (> 1e-140 and < 1e140))
        {
            return largest == 0 ? 0 : Math.Sqrt(Dot(x, x, count));
        }

        double sum = 0;
        for (nint i = 0; i < count; i++)
        {
            double scaled = x[i] / largest;
            sum += scaled * scaled;
        }

        return largest * Math.Sqrt(sum);
    }
}
