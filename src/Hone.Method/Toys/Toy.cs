namespace Hone.Method;

/// <summary>
/// Small generated data sets with a known best score (M25), one for each kind of data: to try a pipeline in seconds, and to see whether it gets what is there. They are made offline; the
/// same seed gives the same bytes.
/// </summary>
/// <example><code>
/// Project project = Project.Create("toy-digits", new Charter { Question = "Which digit is it?", Target = "label", Metric = "accuracy" });
/// Toy.Digits().AddTo(project);
/// </code></example>
public static class Toy
{
    private static readonly (ToyInfo Info, Func<ulong, ToySet> Make)[] All =
    [
        (ToyDigits.Info, Digits),
        (ToyTable.Info, Table),
        (ToySeries.Info, Series),
        (ToyTexts.Info, Texts),
        (ToyRatings.Info, Ratings),
        (ToyMasks.Info, Masks),
        (ToyPoints.Info, Points),
    ];

    /// <summary>What there is, and the score that can be reached on each.</summary>
    public static IReadOnlyList<ToyInfo> List() => [.. All.Select(toy => toy.Info)];

    /// <summary>Makes a set by its name.</summary>
    /// <param name="name">One of <see cref="List"/>.</param>
    /// <param name="seed">Another seed is another set of the same kind; 1 by default.</param>
    /// <exception cref="ProjectException">There is none of that name; the message lists them.</exception>
    public static ToySet Find(string name, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        int place = Array.FindIndex(All, toy => toy.Info.Name == name);
        return place >= 0
            ? All[place].Make(seed)
            : throw new ProjectException(
                ExitCode.Usage,
                $"one of the toy sets {string.Join(", ", All.Select(toy => $"{toy.Info.Name} ({toy.Info.Domain})"))}",
                $"'{name}'",
                "the name of a toy set",
                "hone data toy lists them with their sizes and the score that can be reached");
    }

    /// <summary>Pictures of digits, ten classes in ten folders; one label in twenty is wrong.</summary>
    /// <param name="seed">Another seed is another set; 1 by default.</param>
    public static ToySet Digits(ulong seed = 1) => ToyDigits.Make(seed);

    /// <summary>A table of homes and their prices.</summary>
    /// <param name="seed">Another seed is another set; 1 by default.</param>
    public static ToySet Table(ulong seed = 1) => ToyTable.Make(seed);

    /// <summary>Daily sales with a trend, weeks and years.</summary>
    /// <param name="seed">Another seed is another set; 1 by default.</param>
    public static ToySet Series(ulong seed = 1) => ToySeries.Make(seed);

    /// <summary>Short opinions, good and bad; one label in ten is wrong.</summary>
    /// <param name="seed">Another seed is another set; 1 by default.</param>
    public static ToySet Texts(ulong seed = 1) => ToyTexts.Make(seed);

    /// <summary>Ratings of items by users, with tastes in two directions.</summary>
    /// <param name="seed">Another seed is another set; 1 by default.</param>
    public static ToySet Ratings(ulong seed = 1) => ToyRatings.Make(seed);

    /// <summary>Bright discs in noise, and their masks.</summary>
    /// <param name="seed">Another seed is another set; 1 by default.</param>
    public static ToySet Masks(ulong seed = 1) => ToyMasks.Make(seed);

    /// <summary>A bright and a dark spot in a picture, and where they are.</summary>
    /// <param name="seed">Another seed is another set; 1 by default.</param>
    public static ToySet Points(ulong seed = 1) => ToyPoints.Make(seed);
}
