using Hone.Learn;

namespace Hone.Method;

/// <summary>Loaders over a sample of the training items (M24); they can be used wherever loaders are asked for.</summary>
public sealed record LoadersSubset
{
    /// <summary>The loaders: the sample for training, validation and test as they were.</summary>
    public required DataLoaders Loaders { get; init; }

    /// <summary>The share that was asked for, above 0 and up to 1; runs store it.</summary>
    public required double Fraction { get; init; }

    /// <summary>The label that every table and plot of such a run carries, such as <c>1%</c>.</summary>
    public string Label => Numbers.Percent(Fraction);

    /// <summary>What is not as it was asked for: classes that kept one item, a sample raised to one batch, a cut validation part.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The loaders of a subset, so that <c>data = data.Subset(0.01)</c> works.</summary>
    /// <param name="subset">The subset.</param>
    public static implicit operator DataLoaders(LoadersSubset subset)
    {
        ArgumentNullException.ThrowIfNull(subset);
        return subset.Loaders;
    }

    /// <summary>Label and sizes.</summary>
    public override string ToString() => $"{Label} of the training items: {Loaders}";
}
