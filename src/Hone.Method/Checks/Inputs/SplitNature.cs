namespace Hone.Method;

/// <summary>What a split promises about the validation part: how its items differ from the training items.</summary>
public enum SplitNature
{
    /// <summary>Nothing is promised.</summary>
    Unknown,

    /// <summary>Chosen by chance, so both parts should look alike.</summary>
    Random,

    /// <summary>Later than the training part: a shift is expected.</summary>
    Time,

    /// <summary>Other groups (persons, places, videos) than the training part: a shift is expected.</summary>
    Group,
}
