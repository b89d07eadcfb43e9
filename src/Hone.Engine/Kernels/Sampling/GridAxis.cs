using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>From one coordinate of a grid to the pixels along that axis, their weights and the slopes of the weights.</summary>
internal readonly unsafe struct GridAxis<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Most pixels that one coordinate reads along an axis.</summary>
    public const int MaxTaps = 4;

    private readonly int _size;
    private readonly GridSampleMode _mode;
    private readonly GridSamplePadding _padding;
    private readonly T _scale;
    private readonly T _shift;
    private readonly T _low;
    private readonly T _span;
    private readonly T _last;

    public GridAxis(int size, in GridProblem<T> problem)
    {
        _size = size;
        _mode = problem.Mode;
        _padding = problem.Padding;
        T half = T.One / (T.One + T.One);
        T length = T.CreateTruncating(size);
        _last = length - T.One;

        // -1..1 spans the centers of the corner pixels, 0..size - 1, or their outer corners, -1/2..size - 1/2. Reflections happen at the same ends.
        _span = problem.AlignCorners ? _last : length;
        _low = problem.AlignCorners ? T.Zero : -half;
        _scale = _span * half;
        _shift = problem.AlignCorners ? _last * half : (length - T.One) * half;
    }

    /// <param name="coordinate">-1..1 within the image.</param>
    /// <param name="index">Pixels along the axis; -1 where there is none.</param>
    /// <param name="weight">Their weights.</param>
    /// <param name="slope">Derivatives of the weights by the coordinate.</param>
    /// <returns>How many pixels were written: 1, 2 or 4.</returns>
    public int Locate(T coordinate, int* index, T* weight, T* slope)
    {
        T position = (coordinate * _scale) + _shift;
        T rate = _scale;
        if (_mode != GridSampleMode.Bicubic)
        {
            position = Pad(position, ref rate);
        }

        // What no int can hold, NaN included, lies outside.
        if (!(T.Abs(position) < T.CreateTruncating(1 << 30)))
        {
            position = T.CreateTruncating(-100);
        }

        if (_mode == GridSampleMode.Nearest)
        {
            index[0] = Inside(int.CreateTruncating(T.Round(position)));
            weight[0] = T.One;
            slope[0] = T.Zero;
            return 1;
        }

        T floor = T.Floor(position);
        int first = int.CreateTruncating(floor);
        T fraction = position - floor;
        if (_mode == GridSampleMode.Bilinear)
        {
            index[0] = Inside(first);
            index[1] = Inside(first + 1);
            weight[0] = T.One - fraction;
            weight[1] = fraction;
            slope[0] = -rate;
            slope[1] = rate;
            return 2;
        }

        for (int t = 0; t < MaxTaps; t++)
        {
            T ignored = T.One;
            T padded = Pad(floor + T.CreateTruncating(t - 1), ref ignored);
            index[t] = Inside(int.CreateTruncating(T.Round(padded)));
            Cubic(fraction - T.CreateTruncating(t - 1), out weight[t], out T derivative);
            slope[t] = derivative * rate;
        }

        return MaxTaps;
    }

    /// <summary>
    /// The two pixels around a coordinate, where both are inside or the edge repeats: what nearly all points of an image are. The others, and
    /// numbers that are none, are left to <see cref="Locate"/>, whose results these are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLocatePair(T coordinate, out int first, out int second, out T fraction)
    {
        T position = (coordinate * _scale) + _shift;
        if (_padding == GridSamplePadding.Border && T.Abs(position) < T.CreateTruncating(1 << 30))
        {
            position = T.MinNative(T.MaxNative(position, T.Zero), _last);
        }

        bool isInside = position >= T.Zero && position <= _last;
        first = isInside ? T.ConvertToIntegerNative<int>(position) : 0;
        fraction = position - T.CreateTruncating(first);

        // On the last pixel the fraction is 0, and the pixel stands for the neighbour that it lacks.
        second = first + 1 < _size ? first + 1 : first;
        return isInside;
    }

    private int Inside(int pixel) => (uint)pixel < (uint)_size ? pixel : -1;

    /// <summary>Moves a position into the image as the padding asks; the rate changes its sign, or is 0 where the position does not move.</summary>
    private T Pad(T position, ref T rate)
    {
        if (_padding == GridSamplePadding.Zeros)
        {
            return position;
        }

        if (_padding == GridSamplePadding.Reflection)
        {
            if (_span == T.Zero)
            {
                rate = T.Zero;
                return T.Zero;
            }

            position -= _low;
            if (position < T.Zero)
            {
                position = -position;
                rate = -rate;
            }

            T flips = T.Floor(position / _span);
            T rest = position - (flips * _span);
            if (T.IsOddInteger(flips))
            {
                rest = _span - rest;
                rate = -rate;
            }

            position = rest + _low;
        }

        if (position <= T.Zero)
        {
            rate = T.Zero;
            return T.Zero;
        }

        if (position >= _last)
        {
            rate = T.Zero;
            return _last;
        }

        return position;
    }

    /// <summary>Keys' kernel with a = -3/4 and its derivative, for |x| up to 2.</summary>
    private static void Cubic(T x, out T value, out T derivative)
    {
        T a = T.CreateTruncating(-0.75);
        T two = T.One + T.One;
        T three = two + T.One;
        T u = T.Abs(x);
        T sign = x < T.Zero ? -T.One : T.One;
        if (u <= T.One)
        {
            value = ((((a + two) * u) - (a + three)) * u * u) + T.One;
            derivative = sign * ((three * (a + two) * u) - (two * (a + three))) * u;
            return;
        }

        T five = three + two;
        T eight = five + three;
        value = ((((((u - five) * u) + eight) * u) - (two + two)) * a);
        derivative = sign * a * ((((three * u) - (two * five)) * u) + eight);
    }
}
