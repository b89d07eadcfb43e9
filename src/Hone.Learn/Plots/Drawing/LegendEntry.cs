namespace Hone.Learn.Plots.Drawing;

/// <summary>What a color of a picture means.</summary>
/// <param name="Text">In words.</param>
/// <param name="Color">The color; null for words alone.</param>
internal sealed record LegendEntry(string Text, Rgb? Color = null)
{
    /// <summary>Whether it is left as it is: an empty square.</summary>
    public bool IsBackground { get; init; }
}
