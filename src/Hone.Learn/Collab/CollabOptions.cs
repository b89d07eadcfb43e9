namespace Hone.Learn;

/// <summary>Which columns of a table of ratings are what, and how it is split.</summary>
public sealed record CollabOptions
{
    /// <summary>The column of users; null takes the first column, as in fastai.</summary>
    public string? UserName { get; init; }

    /// <summary>The column of items; null takes the second column.</summary>
    public string? ItemName { get; init; }

    /// <summary>The column of ratings; null takes the third column.</summary>
    public string? RatingName { get; init; }

    /// <summary>
    /// Which ratings are for validation; a random fifth unless told, as in fastai. A random split knows the future of every user: to be judged as in use take a <see cref="TimeSplitter"/>, which
    /// holds out everything after a moment, or a <see cref="LeaveLastSplitter"/>, which holds out the last ratings of each user.
    /// </summary>
    public Splitter Splitter { get; init; } = new RandomSplitter();
}
