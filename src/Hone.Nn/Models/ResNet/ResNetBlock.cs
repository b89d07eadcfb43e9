namespace Hone.Nn;

/// <summary>The residual block of which a <see cref="ResNet"/> is made.</summary>
public enum ResNetBlock
{
    /// <summary>Two 3x3 convolutions, for nets of 18 and 34 layers.</summary>
    Basic,

    /// <summary>A 1x1 convolution to few channels, a 3x3 convolution there, and a 1x1 convolution to four times as many, for deeper nets.</summary>
    Bottleneck,
}
