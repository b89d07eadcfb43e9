namespace Hone.Nn;

/// <summary>The nonlinearity between the two linear layers of a transformer layer.</summary>
public enum TransformerActivation
{
    /// <summary>max(x, 0), as in the paper.</summary>
    ReLU,

    /// <summary>x times the probability that a standard normal number lies below x, as in BERT and GPT.</summary>
    GELU,
}
