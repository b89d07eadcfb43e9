namespace Hone.Learn;

/// <summary>How many columns a node looks at before it splits. Fewer make trees that err differently, which is what a forest lives on.</summary>
public readonly record struct MaxFeatures
{
    private readonly MaxFeaturesKind _kind;
    private readonly double _value;

    private MaxFeatures(MaxFeaturesKind kind, double value)
    {
        _kind = kind;
        _value = value;
    }

    /// <summary>All columns.</summary>
    public static MaxFeatures All => default;

    /// <summary>The square root of the number of columns, rounded down, at least 1.</summary>
    public static MaxFeatures Sqrt => new(MaxFeaturesKind.Sqrt, 0);

    /// <summary>The logarithm to base 2 of the number of columns, rounded down, at least 1.</summary>
    public static MaxFeatures Log2 => new(MaxFeaturesKind.Log2, 0);

    /// <summary>A fraction of the columns, rounded down, at least 1.</summary>
    /// <param name="fraction">Above 0, up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside.</exception>
    public static MaxFeatures Fraction(double fraction)
    {
        if (!(fraction > 0 && fraction <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction of the columns is above 0 and at most 1.");
        }

        return new(MaxFeaturesKind.Fraction, fraction);
    }

    /// <summary>A number of columns; more than there are means all.</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static MaxFeatures Count(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(MaxFeaturesKind.Count, count);
    }

    /// <summary>The number of columns out of all of them.</summary>
    /// <param name="columns">All columns.</param>
    public int Of(int columns)
    {
        double count = _kind switch
        {
            MaxFeaturesKind.Sqrt => Math.Sqrt(columns),
            MaxFeaturesKind.Log2 => Math.Log2(columns),
            MaxFeaturesKind.Fraction => columns * _value,
            MaxFeaturesKind.Count => _value,
            _ => columns,
        };
        return Math.Clamp((int)count, 1, Math.Max(columns, 1));
    }
}
