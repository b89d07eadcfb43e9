namespace Hone.Learn;

/// <summary>An item transform as data: what a model file holds of it, so that new pictures are brought to the size that the model knows.</summary>
public abstract record ItemTransformConfig
{
    /// <summary>Makes the transform.</summary>
    /// <returns>A transform that knows all it needs.</returns>
    /// <exception cref="HoneException">A number is outside its range.</exception>
    public abstract ItemTransform Build();
}
