namespace Hone.Method;

/// <summary>One feature as the statistics see it.</summary>
/// <param name="Name">The name of the column, or of a property such as "file size".</param>
/// <param name="Values">One number for each item; NaN is missing; words as codes from 0.</param>
/// <param name="IsCategorical">Whether the order of the values means nothing.</param>
internal sealed record CheckFeature(string Name, double[] Values, bool IsCategorical)
{
    // The range of Float32, in which trees look at features.
    private const double Largest = 3e38;

    /// <summary>Whether it depends on what an item shows or says, as the size of a compressed image does: then it may tell the target honestly, and only warns.</summary>
    public bool DependsOnContent { get; init; }

    /// <summary>The values of some items for a tree.</summary>
    public float[] Floats(ReadOnlySpan<int> items)
    {
        var floats = new float[items.Length];
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = (float)Math.Clamp(Values[items[i]], -Largest, Largest);
        }

        return floats;
    }
}
