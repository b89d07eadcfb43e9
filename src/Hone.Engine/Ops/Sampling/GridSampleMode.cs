namespace Hone;

/// <summary>How <see cref="TensorOperations.GridSample"/> computes a value between pixels.</summary>
public enum GridSampleMode
{
    /// <summary>A straight line between the two neighbours along each axis.</summary>
    Bilinear,

    /// <summary>The nearest pixel; halves go to the even index. Its gradient does not reach the grid.</summary>
    Nearest,

    /// <summary>A cubic through the four neighbours along each axis (Keys 1981, a = -0.75).</summary>
    Bicubic,
}
