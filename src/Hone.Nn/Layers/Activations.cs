namespace Hone.Nn;

/// <summary>What the choice of an activation means: its layer, and the first weights before it.</summary>
internal static class Activations
{
    /// <summary>The layer; null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such activation.</exception>
    public static Module? Layer(Activation activation) => activation switch
    {
        Activation.None => null,
        Activation.ReLU => new ReLU(),
        Activation.LeakyReLU => new LeakyReLU(),
        Activation.GELU => new GELU(),
        Activation.SiLU => new SiLU(),
        Activation.Mish => new Mish(),
        Activation.Sigmoid => new Sigmoid(),
        Activation.Tanh => new Tanh(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    /// <summary>The rule for the weights of a convolution before it; null stands for the convolution's own.</summary>
    /// <remarks>
    /// fastai's: Kaiming for what lets positive values through, since about half of the variance is lost there, Xavier for what is odd around its middle. The slope of LeakyReLU is left
    /// out as there; at 0.01 it would change the bound by 5e-5 of itself.
    /// </remarks>
    public static Initializer? Weights(Activation activation) => activation switch
    {
        Activation.None => null,
        Activation.Sigmoid or Activation.Tanh => Initializers.XavierUniform(),
        _ => Initializers.KaimingUniform(),
    };
}
