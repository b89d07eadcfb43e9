namespace Hone.Kernels;

/// <summary>The forms, besides packed panels, in which weights that stay as they are can be kept for the forward pass.</summary>
internal enum PreparedForm
{
    /// <summary>Packed panels serve best.</summary>
    None,

    /// <summary>Carried to the 36 frequencies of <see cref="WinogradConvolution{TPolicy, TVector}"/>.</summary>
    Winograd,

    /// <summary>The nine differences of <see cref="QuadConvolution{TPolicy, TVector}"/>.</summary>
    Quad,
}
