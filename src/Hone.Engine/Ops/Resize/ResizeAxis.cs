using System.Collections.Concurrent;
using System.Numerics;

namespace Hone.Ops;

/// <summary>
/// The linear map of a resize along one axis: output i = sum over t of Weights[Offset[i] + t] input[First[i] + t].
/// </summary>
/// <remarks>Neighbours behind the border are the border pixel, so their weights are added to its weight.</remarks>
internal sealed class ResizeAxis
{
    /// <summary>Far more than one model has.</summary>
    private const int MostKnown = 256;

    private static readonly ConcurrentDictionary<Request, ResizeAxis> Known = new();

    private float[]? _floats;

    private ResizeAxis(int size, List<int> first, List<int> offset, List<double> weights)
    {
        InputSize = size;
        First = [.. first];
        Offset = [.. offset];
        Weights = [.. weights];
    }

    public int InputSize { get; }

    public int OutputSize => First.Length;

    public int[] First { get; }

    public int[] Offset { get; }

    public double[] Weights { get; }

    /// <summary>The map for these sizes, computed once.</summary>
    /// <param name="input">Input pixels.</param>
    /// <param name="output">Output pixels.</param>
    /// <param name="options">The factor asked for, which decides the coordinates then; mode and its switches.</param>
    public static ResizeAxis Of(int input, int output, InterpolateOptions options)
    {
        var request = new Request(input, output, options.ScaleFactor, options.Mode, options.AlignCorners, options.Antialias);
        if (Known.TryGetValue(request, out ResizeAxis? known))
        {
            return known;
        }

        if (Known.Count >= MostKnown)
        {
            Known.Clear();
        }

        return Known[request] = Create(input, output, options.ScaleFactor, options);
    }

    /// <summary>The weights in another type, converted once.</summary>
    public T[] WeightsOf<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? (T[])(object)Weights : (T[])(object)(_floats ??= Array.ConvertAll(Weights, weight => (float)weight));

    private static ResizeAxis Create(int input, int output, double? scaleFactor, InterpolateOptions options)
    {
        // Input pixels from one output pixel to the next.
        double scale = options.AlignCorners
            ? (output > 1 ? (input - 1) / (double)(output - 1) : 0)
            : scaleFactor is { } factor ? 1 / factor : (double)input / output;
        var dense = new double[input];
        List<int> first = [];
        List<int> offset = [0];
        List<double> weights = [];
        for (int i = 0; i < output; i++)
        {
            (int low, int high) = options.Antialias
                ? FillAntialiased(dense, i, scale, options.Mode)
                : Fill(dense, i, input, output, scaleFactor, scale, options);
            Append(dense, low, high, first, offset, weights);
            Array.Clear(dense, low, high - low);
        }

        return new ResizeAxis(input, first, offset, weights);
    }

    /// <summary>The map of gradients: from the output back to the input.</summary>
    public ResizeAxis Transposed()
    {
        // 1. For each input pixel, the range of output pixels that read it. Both ends grow along the axis, so the range has no holes worth storing.
        var low = new int[InputSize];
        var high = new int[InputSize];
        Array.Fill(low, int.MaxValue);
        for (int i = 0; i < OutputSize; i++)
        {
            for (int t = 0; t < Offset[i + 1] - Offset[i]; t++)
            {
                int source = First[i] + t;
                low[source] = Math.Min(low[source], i);
                high[source] = i + 1;
            }
        }

        // 2. Their weights.
        List<int> first = [];
        List<int> offset = [0];
        List<double> weights = [];
        for (int source = 0; source < InputSize; source++)
        {
            int start = Math.Min(low[source], high[source]);
            first.Add(start);
            for (int i = start; i < high[source]; i++)
            {
                int t = source - First[i];
                weights.Add(t >= 0 && t < Offset[i + 1] - Offset[i] ? Weights[Offset[i] + t] : 0);
            }

            offset.Add(weights.Count);
        }

        return new ResizeAxis(OutputSize, first, offset, weights);
    }

    private static (int Low, int High) Fill(double[] dense, int i, int input, int output, double? scaleFactor, double scale, InterpolateOptions options)
    {
        if (options.Mode is InterpolateMode.Nearest or InterpolateMode.NearestExact)
        {
            bool exact = options.Mode == InterpolateMode.NearestExact;
            long index = scaleFactor is not null
                ? (long)((i + (exact ? 0.5 : 0)) * scale)
                : exact ? ((2L * i) + 1) * input / (2L * output) : (long)i * input / output;
            int nearest = (int)Math.Min(index, input - 1);
            dense[nearest] = 1;
            return (nearest, nearest + 1);
        }

        double position = options.AlignCorners ? scale * i : (scale * (i + 0.5)) - 0.5;
        if (options.Mode == InterpolateMode.Bilinear)
        {
            position = Math.Max(0, position);
            int left = Math.Min((int)position, input - 1);
            int right = Math.Min(left + 1, input - 1);
            double fraction = Math.Clamp(position - left, 0, 1);
            dense[left] += 1 - fraction;
            dense[right] += fraction;
            return (left, right + 1);
        }

        int floor = (int)Math.Floor(position);
        for (int t = -1; t <= 2; t++)
        {
            dense[Math.Clamp(floor + t, 0, input - 1)] += CubicWeight(position - floor - t, -0.75);
        }

        return (Math.Clamp(floor - 1, 0, input - 1), Math.Clamp(floor + 2, 0, input - 1) + 1);
    }

    private static (int Low, int High) FillAntialiased(double[] dense, int i, double scale, InterpolateMode mode)
    {
        // The kernel is as wide as the output pixel, at least as wide as one input pixel; its weights sum to 1 within the image.
        double stretch = Math.Max(1, scale);
        double support = (mode == InterpolateMode.Bilinear ? 1 : 2) * stretch;
        double center = scale * (i + 0.5);
        int low = Math.Clamp((int)(center - support + 0.5), 0, dense.Length - 1);
        int high = Math.Clamp((int)(center + support + 0.5), low + 1, dense.Length);
        double sum = 0;
        for (int source = low; source < high; source++)
        {
            double distance = (source - center + 0.5) / stretch;
            dense[source] = mode == InterpolateMode.Bilinear ? Math.Max(0, 1 - Math.Abs(distance)) : CubicWeight(distance, -0.5);
            sum += dense[source];
        }

        for (int source = low; source < high; source++)
        {
            dense[source] /= sum;
        }

        return (low, high);
    }

    /// <summary>Keys' cubic convolution kernel; 0 from a distance of 2 on.</summary>
    private static double CubicWeight(double x, double a)
    {
        x = Math.Abs(x);
        return x <= 1
            ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
            : x < 2 ? ((((((x - 5) * x) + 8) * x) - 4) * a) : 0;
    }

    /// <summary>Writes one row of the map without the zeros at its ends; at least one weight is left.</summary>
    private static void Append(double[] dense, int low, int high, List<int> first, List<int> offset, List<double> weights)
    {
        while (high - low > 1 && dense[high - 1] == 0)
        {
            high--;
        }

        while (high - low > 1 && dense[low] == 0)
        {
            low++;
        }

        first.Add(low);
        for (int source = low; source < high; source++)
        {
            weights.Add(dense[source]);
        }

        offset.Add(weights.Count);
    }

    private readonly record struct Request(int Input, int Output, double? ScaleFactor, InterpolateMode Mode, bool AlignCorners, bool Antialias);
}
