using System.Globalization;

namespace Hone.Learn;

/// <summary>The curve of a learning-rate finder and the four suggestions that are read off it.</summary>
public sealed record LrFindResult
{
    /// <summary>Middle of the longest fall of the loss; fastai's default suggestion.</summary>
    public required double Valley { get; init; }

    /// <summary>Where the slope levels off, looking from the right.</summary>
    public required double Slide { get; init; }

    /// <summary>A tenth of the rate with the lowest loss.</summary>
    public required double Minimum { get; init; }

    /// <summary>Rate at which the loss falls fastest.</summary>
    public required double Steep { get; init; }

    /// <summary>Whether the fall is at least a third of the curve; if not, look at the plot before trusting <see cref="Valley"/>.</summary>
    public required bool IsValleyReliable { get; init; }

    /// <summary>Learning rate of each step.</summary>
    public required IReadOnlyList<double> LearningRates { get; init; }

    /// <summary>Smoothed loss after each step.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>The four suggestions.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"valley {Valley:0.0e+00}{(IsValleyReliable ? string.Empty : " (not reliable)")}, slide {Slide:0.0e+00}, minimum {Minimum:0.0e+00}, steep {Steep:0.0e+00}, {Losses.Count} steps");
}
