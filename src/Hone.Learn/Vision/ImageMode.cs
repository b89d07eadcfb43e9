namespace Hone.Learn;

/// <summary>Channels of the images that a model sees.</summary>
public enum ImageMode
{
    /// <summary>One channel, by the luma weights of ITU-R BT.601.</summary>
    Gray,

    /// <summary>Red, green, blue; gray is repeated.</summary>
    Rgb,
}
