namespace Hone.Learn.Data;

/// <summary>What a decoder does with a file whose image data ends early or is damaged.</summary>
public enum DamagePolicy
{
    /// <summary>The file is an error, so that no damaged image enters a dataset unnoticed.</summary>
    Fail,

    /// <summary>The pixels that could be decoded are returned with a warning; the others are gray or black.</summary>
    Partial,
}
