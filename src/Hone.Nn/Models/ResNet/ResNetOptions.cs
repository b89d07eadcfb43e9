namespace Hone.Nn;

/// <summary>Options of <see cref="ResNet"/>; the defaults are torchvision's.</summary>
public sealed record ResNetOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first stage, doubled in each later one; 64 as in the paper. Pretrained weights need 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Whether the last normalization of each block begins at scale 0, so that the block begins as its shortcut; false as in torchvision.</summary>
    public bool ZeroInitResidual { get; init; }
}
