using System.Globalization;

namespace Hone.Learn;

/// <summary>Recurrence plot: which moments of a series are in the same state.</summary>
/// <remarks>
/// States s_i = (x_i, x_(i + delay), ..., x_(i + (dimension - 1) delay)) for i = 0 .. n - 1 - (dimension - 1) delay; R[i, j] = 1 where the Euclidean distance |s_i - s_j| is at most the threshold,
/// otherwise 0; without a threshold R[i, j] = 1 - |s_i - s_j| / largest distance (1 everywhere for a constant series), so that equal states are white in both. Shapes: series <c>[n]</c>, picture
/// <c>[states, states]</c>. Source: Eckmann, Oliffson Kamphorst and Ruelle 1987, "Recurrence Plots of Dynamical Systems".
/// </remarks>
public sealed class RecurrencePlot : SeriesImage
{
    private readonly RecurrencePlotOptions _options;

    /// <summary>Stores the options.</summary>
    /// <param name="options">States of one value and distances unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">Dimension or delay is below 1, or the threshold negative.</exception>
    public RecurrencePlot(RecurrencePlotOptions? options = null)
    {
        _options = options ?? new RecurrencePlotOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Delay, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Threshold ?? 0);
    }

    /// <inheritdoc/>
    public override int Side(int length)
    {
        int states = length - ((_options.Dimension - 1) * _options.Delay);
        return states >= 1
            ? states
            : throw new HoneDataException($"A series of at least {length - states + 1} values for states of {_options.Dimension} values {_options.Delay} apart.", $"{length} values", ToString(), "take longer windows, or smaller states");
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"RecurrencePlot(dimension {_options.Dimension}, delay {_options.Delay}{(_options.Threshold is { } threshold ? $", threshold {threshold}" : string.Empty)})");

    private protected override float[] Compute(ReadOnlySpan<float> values)
    {
        int side = Side(values.Length);
        var distances = new double[side * side];
        double largest = 0;
        for (int i = 0; i < side; i++)
        {
            for (int j = 0; j < side; j++)
            {
                double sum = 0;
                for (int part = 0; part < _options.Dimension; part++)
                {
                    double difference = (double)values[i + (part * _options.Delay)] - values[j + (part * _options.Delay)];
                    sum += difference * difference;
                }

                distances[(i * side) + j] = Math.Sqrt(sum);
                largest = Math.Max(largest, distances[(i * side) + j]);
            }
        }

        return _options.Threshold is { } threshold
            ? Array.ConvertAll(distances, distance => distance <= threshold ? 1f : 0f)
            : Array.ConvertAll(distances, distance => largest > 0 ? (float)(1 - (distance / largest)) : 1f);
    }

    private protected override float Brightness(float value) => value;
}
