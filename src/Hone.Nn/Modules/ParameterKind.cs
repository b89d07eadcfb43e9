namespace Hone.Nn;

/// <summary>What a parameter does in its layer; optimizers spare biases and normalization from weight decay.</summary>
public enum ParameterKind
{
    /// <summary>A matrix or kernel.</summary>
    Weight,

    /// <summary>An additive constant.</summary>
    Bias,

    /// <summary>Scale or shift of a normalization layer.</summary>
    Normalization,
}
