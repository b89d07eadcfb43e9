namespace Hone.Nn;

/// <summary>Options of <see cref="TabularModel"/>; the defaults are fastai's.</summary>
public sealed record TabularModelOptions
{
    /// <summary>Sizes of the hidden layers; 200 and 100.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [200, 100];

    /// <summary>Fraction of features that is dropped after each hidden layer, one number a layer; null drops nothing.</summary>
    public IReadOnlyList<double>? Dropouts { get; init; }

    /// <summary>Fraction of the embedded features that is dropped; 0.</summary>
    public double EmbeddingDropout { get; init; }

    /// <summary>Range of the answers; null for none. For numbers with known borders, such as prices whose logarithm lies in 8 to 12.</summary>
    public SigmoidRange? YRange { get; init; }

    /// <summary>Whether hidden layers are normalized over the batch; true.</summary>
    public bool UseBn { get; init; } = true;

    /// <summary>Whether the last layer is normalized too; false.</summary>
    public bool BnFinal { get; init; }

    /// <summary>Whether the continuous columns are normalized over the batch, besides what was done to the table; true.</summary>
    public bool BnCont { get; init; } = true;

    /// <summary>Whether the linear layer (and its activation) comes before normalization and dropout; true, as in fastai since 2.3.1.</summary>
    public bool LinearFirst { get; init; } = true;

    /// <summary>Behind each hidden linear layer: ReLU; fastai's <c>act_cls</c>. None leaves them linear, as in fastai.</summary>
    public Activation Activation { get; init; } = Activation.ReLU;
}
