namespace Hone.Learn;

/// <summary>What lies beyond the border of an image.</summary>
public enum PadMode
{
    /// <summary>The image mirrored at its border, without repeating the border itself; fastai's default.</summary>
    Reflection,

    /// <summary>Black: 0 before normalization.</summary>
    Zeros,

    /// <summary>The nearest pixel of the border.</summary>
    Border,
}
