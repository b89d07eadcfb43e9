namespace Hone.Learn;

/// <summary>TEMP</summary>
public abstract class Loss
{
    /// <summary>t</summary>
    public abstract Tensor Forward(Tensor prediction, Tensor target);

    /// <summary>t</summary>
    public abstract Tensor PerItem(Tensor prediction, Tensor target);

    /// <summary>t</summary>
    public abstract Tensor Activation(Tensor prediction);
}
