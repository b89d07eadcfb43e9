namespace Hone;

/// <summary>Options of <see cref="TensorOperations.GridSample"/>; PyTorch's arguments of the same names.</summary>
public sealed record GridSampleOptions
{
    /// <summary>Bilinear unless set, as in PyTorch.</summary>
    public GridSampleMode Mode { get; init; }

    /// <summary>Zeros unless set, as in PyTorch.</summary>
    public GridSamplePadding Padding { get; init; }

    /// <summary>Whether -1 and 1 are the centers of the corner pixels instead of their outer corners; false unless set, as in PyTorch. Make the grid with the same choice.</summary>
    public bool AlignCorners { get; init; }
}
