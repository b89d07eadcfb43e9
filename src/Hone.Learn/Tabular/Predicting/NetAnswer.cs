using System.Globalization;

namespace Hone.Learn;

/// <summary>What is done to the numbers of a net: y = x scale + offset, brought into a range.</summary>
public sealed record NetAnswer
{
    /// <summary>What numbers are multiplied with: the deviation of a target that was brought to deviation 1 for training. 1 unless set.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is added then: the mean of that target. 0 unless set.</summary>
    public double Offset { get; init; }

    /// <summary>The least answer; null for none. With the least and the largest training target a net that meets a strange row answers no stranger than trees do.</summary>
    public double? Low { get; init; }

    /// <summary>The largest answer; null for none.</summary>
    public double? High { get; init; }

    /// <summary>The answer for an output of the net.</summary>
    internal double Of(double output)
    {
        double value = (output * Scale) + Offset;
        value = value < Low ? Low.Value : value;
        return value > High ? High.Value : value;
    }

    /// <exception cref="HoneException">A number is not finite, or the range is empty.</exception>
    internal void Check()
    {
        bool isFinite = double.IsFinite(Scale) && double.IsFinite(Offset) && double.IsFinite(Low ?? 0) && double.IsFinite(High ?? 0);
        if (!isFinite || Low > High)
        {
            string got = string.Create(CultureInfo.InvariantCulture, $"scale {Scale}, offset {Offset}, low {Low}, high {High}");
            throw new HoneException("Finite numbers, with low below high.", got, nameof(NetAnswer), "take mean, deviation and range of the training targets");
        }
    }
}
