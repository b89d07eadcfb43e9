namespace Hone.Nn;

/// <summary>Options of <see cref="SmallResNet"/>.</summary>
public sealed record SmallResNetOptions
{
    /// <summary>The net of course22p2's lesson on residual nets: widths 8 to 256, 1.23 million parameters.</summary>
    public static SmallResNetOptions Compact { get; } = new();

    /// <summary>Twice as wide, with dropout before the last layer: widths 16 to 512, 4.9 million parameters.</summary>
    public static SmallResNetOptions Wide { get; } = new() { Widths = [16, 32, 64, 128, 256, 512], Dropout = 0.1 };

    /// <summary>Channels of the images; 1 for grey.</summary>
    public int InChannels { get; init; } = 1;

    /// <summary>Number of classes.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Channels after each block; the first block keeps the size of the image, each later one halves it.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [8, 16, 32, 64, 128, 256];

    /// <summary>Fraction of features that is dropped before the last layer; 0 for none.</summary>
    public double Dropout { get; init; }
}
