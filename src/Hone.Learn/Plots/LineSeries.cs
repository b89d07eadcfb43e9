namespace Hone.Learn.Plots;

/// <summary>One line of a <see cref="LineChart"/>. Points are joined in ascending order of X.</summary>
public sealed record LineSeries
{
    /// <summary>Creates a series.</summary>
    /// <param name="name">The label at the end of the line; an empty name draws none.</param>
    /// <param name="x">x: [points]. NaN and infinities are gaps.</param>
    /// <param name="y">y: [points]. NaN and infinities are gaps.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> and <paramref name="y"/> have different lengths.</exception>
    public LineSeries(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count)
        {
            throw new ArgumentException($"Expected one y for each x of series '{name}'; got {x.Count} x and {y.Count} y. Try NaN where a value is missing.", nameof(y));
        }

        Name = name;
        X = x;
        Y = y;
    }

    /// <summary>Creates a series whose X is the position: <c>first, first + 1, ...</c></summary>
    /// <param name="name">The label at the end of the line.</param>
    /// <param name="y">y: [points].</param>
    /// <param name="first">The X of the first point; 1 because people count epochs from 1.</param>
    public LineSeries(string name, IReadOnlyList<double> y, int first = 1)
        : this(name, Positions(y, first), y)
    {
    }

    /// <summary>The label at the end of the line.</summary>
    public string Name { get; }

    /// <summary>X of each point: [points].</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Y of each point: [points].</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>How it is drawn. Default: <see cref="LineStyle.Solid"/>.</summary>
    public LineStyle Style { get; init; } = LineStyle.Solid;

    /// <summary>
    /// The palette slot, 0 to 7, wrapping around. Default: null, which takes the position of the series in its chart. Give a raw line
    /// and its smoothed line the same slot.
    /// </summary>
    public int? Color { get; init; }

    private static double[] Positions(IReadOnlyList<double> y, int first)
    {
        ArgumentNullException.ThrowIfNull(y);
        return [.. Enumerable.Range(0, y.Count).Select(i => (double)first + i)];
    }
}
