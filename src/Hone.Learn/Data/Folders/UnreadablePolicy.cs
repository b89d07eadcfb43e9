namespace Hone.Learn.Data;

/// <summary>What happens to an image file that cannot be decoded. It is always counted and named.</summary>
public enum UnreadablePolicy
{
    /// <summary>It is left out of the items and listed as unreadable.</summary>
    Skip,

    /// <summary>The scan stops with an error that names the files.</summary>
    Fail,

    /// <summary>It stays among the items, marked with its problem, and is listed as unreadable.</summary>
    Keep,
}
