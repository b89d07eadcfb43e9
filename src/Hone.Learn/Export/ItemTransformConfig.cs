namespace Hone.Learn;

/// <summary>An item transform as data: what a model file holds of it, so that new pictures are brought to the size that the model knows.</summary>
public abstract record ItemTransformConfig
{
    /// <summary>Makes the transform.</summary>
    /// <returns>A transform that knows all it needs.</returns>
    /// <exception cref="HoneException">A number is outside its range.</exception>
    public abstract ItemTransform Build();

    /// <summary>Throws when a side is longer than any model needs: memory is taken for the result, and a file must not be able to ask for any amount of it.</summary>
    private protected static void RequireSize(int pixels) => ArgumentOutOfRangeException.ThrowIfGreaterThan(pixels, 1 << 13);
}
