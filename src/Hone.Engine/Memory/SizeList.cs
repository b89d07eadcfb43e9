namespace Hone.Memory;

/// <summary>Lists of sizes, strides and axes that nobody changes once they are made.</summary>
internal static class SizeList
{
    /// <summary>An array of these values: one made before within a <see cref="RepeatedStep"/>, a new one otherwise. Not to be written to.</summary>
    public static int[] Of(params ReadOnlySpan<int> values) => StepArena.Current?.Headers is { } headers ? headers.List(values) : values.ToArray();
}
