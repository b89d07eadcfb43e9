namespace Hone.Nn;

/// <summary>Normal around 0, folded into two standard deviations.</summary>
internal sealed class TruncatedNormalInitializer(float standardDeviation) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, RandomStream stream)
    {
        stream.FillNormal(values, 0, 1);
        foreach (ref float value in values)
        {
            value = value % 2 * standardDeviation;
        }
    }
}
