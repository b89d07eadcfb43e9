namespace Hone.Nn;

/// <summary>Normal around 0, where the standard deviation follows from the shape.</summary>
internal sealed class NormalInitializer(Func<Shape, double> standardDeviation) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream stream) =>
        stream.FillNormal(values, 0, (float)standardDeviation(shape));
}
