namespace Hone.Nn;

/// <summary>Uniform in [-bound, bound), where the bound follows from the shape.</summary>
internal sealed class UniformInitializer(Func<Shape, double> bound) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream stream)
    {
        float limit = (float)bound(shape);
        stream.FillUniform(values, -limit, limit);
    }
}
