namespace Hone.Learn;

/// <summary>A batch transform as data: what a model file holds of it.</summary>
/// <remarks>Only transforms that validation applies go into a file; random augmentation stays behind.</remarks>
public abstract record BatchTransformConfig
{
    /// <summary>Makes the transform.</summary>
    /// <returns>A transform that knows all it needs.</returns>
    /// <exception cref="HoneException">A number is outside its range.</exception>
    public abstract BatchTransform Build();
}
