namespace Hone.Nn.Tests;

internal static class RandomStreamExtensions
{
    /// <summary>Standard normal numbers.</summary>
    public static float[] Floats(this RandomStream stream, int count)
    {
        var values = new float[count];
        stream.FillNormal(values, 0, 1);
        return values;
    }
}
