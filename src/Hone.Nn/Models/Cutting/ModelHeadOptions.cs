namespace Hone.Nn;

/// <summary>Options of <see cref="ModelHead"/>; the defaults are fastai's.</summary>
public sealed record ModelHeadOptions
{
    /// <summary>Sizes of the hidden linear layers; one of 512.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [512];

    /// <summary>Fraction that is dropped before the last linear layer; 0.5, and half of it before the others.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>Whether the head pools and flattens; true.</summary>
    public bool Pool { get; init; } = true;

    /// <summary>Whether maxima and means are joined instead of means alone; true.</summary>
    public bool ConcatPool { get; init; } = true;

    /// <summary>Whether there is a normalization beside the first linear layer; true.</summary>
    public bool FirstNorm { get; init; } = true;

    /// <summary>Whether the outputs are normalized (momentum 0.01); false.</summary>
    public bool FinalNorm { get; init; }

    /// <summary>Whether each linear layer comes before its normalization and dropout; false.</summary>
    public bool LinearFirst { get; init; }

    /// <summary>Behind each hidden linear layer: ReLU, which fastai's <c>create_head</c> has fixed; none leaves them linear.</summary>
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>Brings the outputs into a range; null leaves them anywhere.</summary>
    public SigmoidRange? YRange { get; init; }
}
