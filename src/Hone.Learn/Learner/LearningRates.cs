using System.Globalization;

namespace Hone.Learn;

/// <summary>
/// A learning rate for each parameter group: one for all, a slice, or a list. A plain number converts by itself. fastai's <c>lr</c> and <c>slice</c>.
/// </summary>
/// <example><code>
/// learner.FitOneCycle(3, LearningRates.Slice(1e-5, 1e-3));
/// </code></example>
public readonly record struct LearningRates
{
    private const double SliceFactor = 10;

    private readonly double _first;
    private readonly double _last;
    private readonly double[]? _list;
    private readonly Form _form;

    private LearningRates(Form form, double first, double last, double[]? list)
    {
        _form = form;
        _first = first;
        _last = last;
        _list = list;
    }

    private enum Form
    {
        Same,
        LowerBelow,
        Geometric,
        List,
    }

    /// <summary>The rate of the last group: the head of a transferred model.</summary>
    public double Last => _last;

    /// <summary>Whether all groups have one rate.</summary>
    public bool IsUniform => _form == Form.Same;

    /// <summary>One rate for all groups.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator LearningRates(double rate) => new(Form.Same, rate, rate, null);

    /// <summary>The last group has this rate, all others a tenth of it; fastai's <c>slice(rate)</c>.</summary>
    /// <param name="rate">Rate of the last group.</param>
    /// <returns>The rates.</returns>
    public static LearningRates Slice(double rate) => new(Form.LowerBelow, rate / SliceFactor, rate, null);

    /// <summary>From the first group to the last in equal factors; fastai's <c>slice(first, last)</c>. With one group, <paramref name="last"/>.</summary>
    /// <param name="first">Rate of the first group, above 0.</param>
    /// <param name="last">Rate of the last group, above 0.</param>
    /// <returns>The rates.</returns>
    /// <exception cref="HoneException">A rate is not above 0.</exception>
    public static LearningRates Slice(double first, double last)
    {
        if (!(first > 0 && last > 0))
        {
            throw new HoneException("The rates of a slice are above 0.", string.Create(CultureInfo.InvariantCulture, $"{first} and {last}"), "LearningRates.Slice", "pass the rate of the first and of the last group");
        }

        return new LearningRates(Form.Geometric, first, last, null);
    }

    /// <summary>A rate for each group.</summary>
    /// <param name="rates">The first group's first.</param>
    /// <returns>The rates.</returns>
    /// <exception cref="HoneException">The list is empty.</exception>
    public static LearningRates Each(params ReadOnlySpan<double> rates)
    {
        if (rates.Length == 0)
        {
            throw new HoneException("A rate for each parameter group.", "an empty list", "LearningRates.Each", "pass one number for each group");
        }

        return new LearningRates(Form.List, rates[0], rates[^1], rates.ToArray());
    }

    /// <summary>The rate of each group.</summary>
    /// <param name="groups">Number of groups, at least 1.</param>
    /// <returns>The first group's first.</returns>
    /// <exception cref="HoneException">A list has another number of rates.</exception>
    public double[] Spread(int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (_list is not null && _list.Length != groups)
        {
            throw new HoneException($"A rate for each of the model's {groups} parameter groups.", $"{_list.Length} rates", "LearningRates.Each", "pass one number for each group, or a slice");
        }

        var rates = new double[groups];
        for (int i = 0; i < groups; i++)
        {
            rates[i] = _form switch
            {
                Form.List => _list![i],
                Form.LowerBelow => i == groups - 1 ? _last : _first,
                Form.Geometric when groups > 1 => _first * Math.Pow(_last / _first, (double)i / (groups - 1)),
                _ => _last,
            };
        }

        return rates;
    }

    /// <summary>The same rates, each multiplied by a number.</summary>
    /// <param name="factor">The number.</param>
    /// <returns>The rates.</returns>
    public LearningRates Times(double factor) => new(_form, _first * factor, _last * factor, _list is null ? null : [.. _list.Select(rate => rate * factor)]);

    /// <summary>The rates as they were given.</summary>
    /// <returns>A number, a slice or a list.</returns>
    public override string ToString() => _form switch
    {
        Form.Same => _last.ToString("R", CultureInfo.InvariantCulture),
        Form.LowerBelow => string.Create(CultureInfo.InvariantCulture, $"slice({_last:R})"),
        Form.Geometric => string.Create(CultureInfo.InvariantCulture, $"slice({_first:R}, {_last:R})"),
        _ => $"[{string.Join(", ", _list!.Select(rate => rate.ToString("R", CultureInfo.InvariantCulture)))}]",
    };
}
