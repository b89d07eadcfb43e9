namespace Hone.Learn;

/// <summary>Which columns of a table of choices are what, and how it is split.</summary>
public sealed record ImplicitOptions
{
    /// <summary>The column of users; null takes the first column.</summary>
    public string? UserName { get; init; }

    /// <summary>The column of items; null takes the second column.</summary>
    public string? ItemName { get; init; }

    /// <summary>
    /// Which rows are for validation; a random fifth unless told. A random split knows the future of every user: <see cref="LeaveLastSplitter"/> hides the last choices of each
    /// user, <see cref="TimeSplitter"/> everything after a moment.
    /// </summary>
    public Splitter Splitter { get; init; } = new RandomSplitter();
}
