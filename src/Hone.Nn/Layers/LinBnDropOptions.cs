namespace Hone.Nn;

/// <summary>Options of <see cref="LinBnDrop"/>; the defaults are fastai's.</summary>
public sealed record LinBnDropOptions
{
    /// <summary>Whether there is a batch normalization; true.</summary>
    public bool Norm { get; init; } = true;

    /// <summary>Fraction of features that is dropped; 0.</summary>
    public double Dropout { get; init; }

    /// <summary>None unless told.</summary>
    public Activation Activation { get; init; } = Activation.None;

    /// <summary>Whether the linear layer (and activation) comes before normalization and dropout; false.</summary>
    public bool LinearFirst { get; init; }
}
