namespace Hone.Learn;

/// <summary>Numbers of an optimizer that a schedule can change.</summary>
public enum HyperParameter
{
    /// <summary>Step size.</summary>
    LearningRate,

    /// <summary>Momentum of SGD, beta1 of Adam.</summary>
    Momentum,

    /// <summary>Weight decay.</summary>
    WeightDecay,
}
