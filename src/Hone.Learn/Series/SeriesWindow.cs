namespace Hone.Learn;

/// <summary>A piece of a series and what follows it: a sample of a <see cref="SeriesWindows"/>.</summary>
public sealed class SeriesWindow
{
    private readonly SeriesWindows _windows;
    private readonly int _start;

    internal SeriesWindow(SeriesWindows windows, int start, string? entity, string time)
    {
        _windows = windows;
        _start = start;
        Entity = entity;
        Time = time;
    }

    /// <summary>The series; null when there is only one.</summary>
    public string? Entity { get; }

    /// <summary>The time of the last row of the window: what is known when the prediction is made.</summary>
    public string Time { get; }

    /// <summary>Entity and time: the identity of the sample.</summary>
    public string Id => Entity is null ? Time : $"{Entity}@{Time}";

    /// <summary>Position in the table of the last row of the window.</summary>
    public int LastRow => _windows.Order.Rows[_start + _windows.Options.Window - 1];

    /// <summary>Position in the ordered rows of the first row.</summary>
    internal int Start => _start;

    /// <summary>The values of the window.</summary>
    /// <returns><c>[channels, window]</c>, row-major: the first column in the order of time, then the next.</returns>
    public ReadOnlyMemory<float> Input() => _windows.Read(_windows.InputValues, _start, _windows.Options.Window, Scales(_windows.InputValues));

    /// <summary>The values to predict.</summary>
    /// <returns><c>[targets, horizon]</c>, row-major.</returns>
    public ReadOnlyMemory<float> Target() => _windows.Read(_windows.TargetValues, _start + _windows.TargetOffset, _windows.Options.Horizon, Scales(_windows.TargetValues));

    /// <summary>Brings a prediction back to the units of the table; with <see cref="SeriesScale.None"/> it stays as it is.</summary>
    /// <param name="prediction"><c>[targets, horizon]</c>, row-major, as a model gives it.</param>
    /// <returns>As many numbers.</returns>
    /// <exception cref="ArgumentException">There are more or fewer numbers.</exception>
    public float[] Unscale(ReadOnlySpan<float> prediction)
    {
        if (prediction.Length != _windows.Outputs)
        {
            throw new ArgumentException($"A prediction has {_windows.Outputs} numbers, {_windows.Options.Horizon} rows of {_windows.TargetNames.Count} columns; got {prediction.Length}.", nameof(prediction));
        }

        (double Mean, double Std)[] scales = Scales(_windows.TargetValues);
        var values = new float[prediction.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (double mean, double std) = scales[i / _windows.Options.Horizon];
            values[i] = (float)((prediction[i] * std) + mean);
        }

        return values;
    }

    private (double Mean, double Std)[] Scales(double[][] columns) => _windows.Options.Scale == SeriesScale.None
        ? Array.ConvertAll(columns, _ => (0.0, 1.0))
        : Array.ConvertAll(columns, column => Scale(column.AsSpan(_start, _windows.Options.Window)));

    private static (double Mean, double Std) Scale(ReadOnlySpan<double> values)
    {
        // A constant window has no deviation to divide by; its values become 0.
        const double Least = 1e-8;
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double variance = 0;
        foreach (double value in values)
        {
            variance += (value - mean) * (value - mean) / values.Length;
        }

        double std = Math.Sqrt(variance);
        return (mean, std <= Least * Math.Abs(mean) || std == 0 ? 1 : std);
    }
}
