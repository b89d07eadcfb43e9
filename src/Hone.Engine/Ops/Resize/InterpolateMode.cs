namespace Hone;

/// <summary>How <see cref="TensorOperations.Interpolate"/> computes a pixel from its neighbours.</summary>
public enum InterpolateMode
{
    /// <summary>The pixel at floor(i in / out): blocks of equal pixels. PyTorch's <c>nearest</c>.</summary>
    Nearest,

    /// <summary>The pixel whose center lies nearest: floor((i + 1/2) in / out). PyTorch's <c>nearest-exact</c>, and what image libraries do.</summary>
    NearestExact,

    /// <summary>A straight line between the two neighbours along each axis.</summary>
    Bilinear,

    /// <summary>A cubic through the four neighbours along each axis (Keys 1981, a = -0.75; -0.5 with antialiasing).</summary>
    Bicubic,
}
