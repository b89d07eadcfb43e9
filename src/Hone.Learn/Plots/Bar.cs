namespace Hone.Learn.Plots;

/// <summary>One bar of a <see cref="BarChart"/>.</summary>
/// <param name="Label">The name at the left.</param>
/// <param name="Value">The length; NaN or an infinity is shown as missing.</param>
public sealed record Bar(string Label, double Value)
{
    /// <summary>Draws the bar in the second color: a class that is too small. Default: false.</summary>
    public bool IsEmphasized { get; init; }

    /// <summary>Text behind the value: <c>10.0%</c>. Default: empty.</summary>
    public string Note { get; init; } = "";
}
