namespace Hone.Method;

/// <summary>Which classes the masks of a project have.</summary>
public sealed record MaskOptions
{
    /// <summary>
    /// A name for each class. Masks whose gray levels are all below the number of names are taken as they are, so that level 3 is the fourth name; otherwise there is one name for each level that occurs, in
    /// ascending order, such as background and nucleus for 0 and 255. Null stands for the levels themselves as names.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>A gray level that is neither learned from nor judged, such as "unlabelled"; null for none.</summary>
    public int? IgnoredLevel { get; init; }
}
