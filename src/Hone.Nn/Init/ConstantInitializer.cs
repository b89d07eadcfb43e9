namespace Hone.Nn;

internal sealed class ConstantInitializer(float value) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream stream) => values.Fill(value);
}
