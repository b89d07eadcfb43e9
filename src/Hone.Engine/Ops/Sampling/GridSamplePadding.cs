namespace Hone;

/// <summary>What lies around an image when <see cref="TensorOperations.GridSample"/> reads outside.</summary>
public enum GridSamplePadding
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The pixel at the border.</summary>
    Border,

    /// <summary>The image mirrored at its border, as often as needed.</summary>
    Reflection,
}
