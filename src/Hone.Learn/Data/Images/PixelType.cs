namespace Hone.Learn.Data;

/// <summary>The channels of a decoded image.</summary>
public enum PixelType
{
    /// <summary>Whatever the file describes.</summary>
    Stored,

    /// <summary>One channel, by the luma weights of ITU-R BT.601.</summary>
    Gray,

    /// <summary>Three channels; gray is repeated, alpha is dropped.</summary>
    Rgb,

    /// <summary>Four channels; where there was no alpha it is 255.</summary>
    Rgba,
}
