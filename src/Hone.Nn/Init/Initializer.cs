namespace Hone.Nn;

/// <summary>A rule for the first values of a parameter.</summary>
public abstract class Initializer
{
    /// <summary>Writes the values in row-major order.</summary>
    /// <param name="values">As many as the shape has elements.</param>
    /// <param name="shape">Sizes of the parameter's axes: <c>[out, in]</c> or <c>[out, in, height, width]</c>.</param>
    /// <param name="stream">Random numbers for this parameter alone.</param>
    public abstract void Fill(Span<float> values, Shape shape, RandomStream stream);
}
