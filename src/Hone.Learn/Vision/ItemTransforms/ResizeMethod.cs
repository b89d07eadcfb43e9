namespace Hone.Learn;

/// <summary>How a picture is brought to a size with other proportions.</summary>
public enum ResizeMethod
{
    /// <summary>The largest rectangle with the new proportions is cut out: at random in training, the center otherwise.</summary>
    Crop,

    /// <summary>The whole picture is stretched.</summary>
    Squish,

    /// <summary>The whole picture is kept and padded: at random sides in training, equally otherwise.</summary>
    Pad,
}
