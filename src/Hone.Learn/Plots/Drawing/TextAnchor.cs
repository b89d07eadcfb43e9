namespace Hone.Learn.Plots.Drawing;

/// <summary>Which part of a text stands at its x coordinate.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
