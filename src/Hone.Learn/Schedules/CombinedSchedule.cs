using System.Globalization;

namespace Hone.Learn;

/// <summary>Schedules one after another, each over its share of the training; fastai's <c>combine_scheds</c>.</summary>
public sealed class CombinedSchedule : Schedule
{
    private const double SumTolerance = 1e-9;

    private readonly Schedule[] _parts;
    private readonly double[] _starts;

    /// <summary>Joins schedules.</summary>
    /// <param name="parts">Share of the training (0 to 1) and schedule of each part; the shares add up to 1.</param>
    /// <exception cref="HoneException">The shares do not add up to 1.</exception>
    public CombinedSchedule(params ReadOnlySpan<(double Share, Schedule Schedule)> parts)
    {
        _parts = new Schedule[parts.Length];
        _starts = new double[parts.Length + 1];
        for (int i = 0; i < parts.Length; i++)
        {
            _parts[i] = parts[i].Schedule;
            _starts[i + 1] = _starts[i] + parts[i].Share;
        }

        if (!(Math.Abs(_starts[^1] - 1) < SumTolerance))
        {
            throw new HoneException("The shares of combined schedules add up to 1.", string.Create(CultureInfo.InvariantCulture, $"{_starts[^1]}"), "CombinedSchedule", "scale the shares");
        }

        _starts[^1] = 1;
    }

    /// <summary>Cosine up or down to a middle value, then cosine to the end; fastai's <c>combined_cos</c>, the shape of one-cycle.</summary>
    /// <param name="share">Share of the first half, 0 to 1.</param>
    /// <param name="start">Value at the start.</param>
    /// <param name="middle">Value at the peak.</param>
    /// <param name="end">Value at the end.</param>
    /// <returns>The schedule.</returns>
    public static CombinedSchedule Cosine(double share, double start, double middle, double end) =>
        new((share, new SchedCos(start, middle)), (1 - share, new SchedCos(middle, end)));

    /// <inheritdoc/>
    public override double At(double position)
    {
        int part = 0;
        while (part < _parts.Length - 1 && position >= _starts[part + 1])
        {
            part++;
        }

        return _parts[part].At((position - _starts[part]) / (_starts[part + 1] - _starts[part]));
    }

    /// <summary>The parts with their shares.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Join(" + ", _parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"{_starts[i + 1] - _starts[i]:0.###}*{part}")));
}
