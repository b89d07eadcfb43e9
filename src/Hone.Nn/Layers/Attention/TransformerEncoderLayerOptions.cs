namespace Hone.Nn;

/// <summary>Options of <see cref="TransformerEncoderLayer"/>.</summary>
public sealed record TransformerEncoderLayerOptions
{
    /// <summary>Features between the two linear layers; 2048 as in PyTorch.</summary>
    public int FeedForwardSize { get; init; } = 2048;

    /// <summary>Fraction that is dropped in training: of the attention weights, after the activation and before each sum; 0.1 as in PyTorch.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>ReLU as in PyTorch and in the paper; GELU is usual since BERT.</summary>
    public TransformerActivation Activation { get; init; } = TransformerActivation.ReLU;

    /// <summary>Whether normalization stands before attention and feed-forward instead of after their sums; false as in PyTorch. True trains deep nets without warm-up.</summary>
    public bool NormFirst { get; init; }

    /// <summary>Added to the variance in layer normalization; 1e-5 as in PyTorch.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Whether position i sees positions 0..i only; false unless set.</summary>
    public bool IsCausal { get; init; }
}
