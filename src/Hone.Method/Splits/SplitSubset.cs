using System.Globalization;

namespace Hone.Method;

/// <summary>A sample of the training items of a split, nested and stratified.</summary>
public sealed record SplitSubset
{
    private SplitSubset(double fraction, int[] trainIndices, int raisedClasses)
    {
        Fraction = fraction;
        TrainIndices = trainIndices;
        RaisedClasses = raisedClasses;
    }

    /// <summary>The share of the training items that was asked for, above 0 and up to 1.</summary>
    public double Fraction { get; }

    /// <summary>The positions in the ids of the split, ascending.</summary>
    public IReadOnlyList<int> TrainIndices { get; }

    /// <summary>How many classes have one item only because the fraction would have left them none; worth a warning above 0.</summary>
    public int RaisedClasses { get; }

    /// <summary>The label that every table and plot of such a run carries, such as <c>5%</c>.</summary>
    public string Label => Numbers.Percent(Fraction);

    /// <summary>Reads a fraction as people write it: <c>5%</c> or <c>0.05</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="SplitException">The text is no fraction; a whole number such as <c>20</c> is asked back as <c>20%</c>.</exception>
    public static double ParseFraction(string text)
    {
        string trimmed = text.Trim();
        bool percent = trimmed.EndsWith('%');
        string number = percent ? trimmed[..^1] : trimmed;
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            throw new SplitException(ExitCode.Usage, "a subset such as 5% or 0.05", $"'{text}'", "the subset", "write 5%");
        }

        double fraction = percent ? value / 100 : value;
        if (trimmed == "1")
        {
            throw new SplitException(
                ExitCode.Usage, "a subset such as 5% or 0.05", "'1', which may mean 1% or 100%", "the subset", "write 1% or 100%");
        }

        RequireFraction(fraction);
        return fraction;
    }

    /// <summary>Draws a sample of the training items of a split; validation and test stay as they are.</summary>
    /// <param name="split">The split.</param>
    /// <param name="fraction">The share of the training items, above 0 and up to 1.</param>
    /// <param name="trainClasses">The class of each training item, in the order of <see cref="Split.TrainIndices"/>; null where there are no classes.</param>
    /// <param name="options">Seed, groups that stay whole, and the fewest items.</param>
    /// <exception cref="SplitException">The fraction is not in (0, 1], or there is not one class or group per training item.</exception>
    public static SplitSubset Of(Split split, double fraction, IReadOnlyList<string>? trainClasses, SubsetOptions? options = null)
    {
        options ??= new SubsetOptions();
        RequireFraction(fraction);
        IReadOnlyList<int> train = split.TrainIndices;
        RequireOneEach(trainClasses, train.Count, "class");
        RequireOneEach(options.Groups, train.Count, "group");
        string[] ids = [.. train.Select(index => split.Ids[index])];
        SubsetChoice choice = SubsetSelection.Choose(ids, fraction, trainClasses, options.Groups, options.MinimumCount ?? 1, options.Seed);
        return new SplitSubset(fraction, [.. choice.Positions.Select(position => train[position])], choice.RaisedClasses);
    }

    internal static SplitSubset Of(Split split, double fraction, IReadOnlyList<string>? trainClasses, ulong seed) =>
        Of(split, fraction, trainClasses, new SubsetOptions { Seed = seed });

    internal static void RequireOneEach(IReadOnlyList<string>? words, int count, string word)
    {
        if (words is not null && words.Count != count)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"one {word} per training item",
                $"{count} training items and {words.Count} {(word == "class" ? "classes" : word + "s")}",
                "the subset",
                $"give the {(word == "class" ? "classes" : word + "s")} in the order of TrainIndices");
        }
    }

    internal static void RequireFraction(double fraction)
    {
        if (fraction is > 0 and <= 1)
        {
            return;
        }

        bool likePercent = fraction is > 1 and <= 100;
        throw new SplitException(
            ExitCode.Usage,
            "a subset above 0 and up to 100%",
            likePercent ? $"{Numbers.Plain(fraction)}, which is {Numbers.Percent(fraction)} of the training items" : Numbers.Plain(fraction),
            "the subset",
            likePercent ? $"did you mean {Numbers.Plain(fraction)}%? Write --subset {Numbers.Plain(fraction)}%, or {Numbers.Plain(fraction / 100)} in C#" : "write 5%");
    }
}
