namespace Hone.Learn.Data;

/// <summary>How pixels are weighted when an image is resized; all but nearest widen with the reduction, so that nothing is left out (antialiasing).</summary>
public enum ResizeFilter
{
    /// <summary>The pixel below the center of the new one: for masks, whose values must not mix.</summary>
    Nearest,

    /// <summary>The mean of the pixels below the new one.</summary>
    Box,

    /// <summary>A triangle two new pixels wide.</summary>
    Bilinear,

    /// <summary>A cubic with a = -0.5, four new pixels wide.</summary>
    Bicubic,

    /// <summary>A windowed sinc, six new pixels wide.</summary>
    Lanczos,
}
