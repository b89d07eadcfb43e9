namespace Hone.Nn;

/// <summary>The nonlinearity at the end of a block.</summary>
public enum Activation
{
    /// <summary>None: the block ends linear.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>x above 0, 0.01 x elsewhere; <see cref="Nn.LeakyReLU"/>.</summary>
    LeakyReLU,

    /// <summary>x times the normal distribution function, exact; <see cref="Nn.GELU"/>.</summary>
    GELU,

    /// <summary>x sigmoid(x); <see cref="Nn.SiLU"/>.</summary>
    SiLU,

    /// <summary>x tanh(ln(1 + e^x)); <see cref="Nn.Mish"/>.</summary>
    Mish,

    /// <summary>1 / (1 + e^-x); <see cref="Nn.Sigmoid"/>.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent; <see cref="Nn.Tanh"/>.</summary>
    Tanh,
}
