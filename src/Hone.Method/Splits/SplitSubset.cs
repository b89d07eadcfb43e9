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

    internal static SplitSubset Of(Split split, double fraction, IReadOnlyList<string>? trainClasses, ulong seed)
    {
        RequireFraction(fraction);
        IReadOnlyList<int> train = split.TrainIndices;
        if (trainClasses is not null && trainClasses.Count != train.Count)
        {
            throw new SplitException(
                ExitCode.BadInput,
                "one class per training item",
                $"{train.Count} training items and {trainClasses.Count} classes",
                "the subset",
                "give the classes in the order of TrainIndices");
        }

        ClassGroup[] groups = trainClasses is null ? [new ClassGroup("", Enumerable.Range(0, train.Count).ToArray())] : ClassGroup.Of(trainClasses);
        var hash = new IdHash(seed, "subset");
        var chosen = new List<int>();
        int raised = 0;
        foreach (ClassGroup group in groups)
        {
            // Rounding is monotone and the order does not depend on the fraction: a smaller sample is a prefix of a larger one.
            int wanted = (int)Math.Round(group.Count * fraction, MidpointRounding.AwayFromZero);
            raised += wanted == 0 ? 1 : 0;
            int[] order = hash.Shuffle(group.Indices.Select(position => train[position]), split.Ids);
            chosen.AddRange(order.Take(Math.Max(1, wanted)));
        }

        return new SplitSubset(fraction, chosen.Order().ToArray(), raised);
    }

    private static void RequireFraction(double fraction)
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
