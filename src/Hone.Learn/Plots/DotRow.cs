namespace Hone.Learn.Plots;

/// <summary>One row of a <see cref="DotChart"/>: an estimate and its interval.</summary>
/// <param name="Label">The name at the left.</param>
/// <param name="Value">The estimate; NaN or an infinity is shown as missing.</param>
/// <param name="Low">The lower end of the interval, in the unit of the value; null or not finite draws no whisker.</param>
/// <param name="High">The upper end of the interval.</param>
public sealed record DotRow(string Label, double Value, double? Low = null, double? High = null)
{
    /// <summary>Draws the row in the accent color: the model among its baselines. Default: false.</summary>
    public bool IsEmphasized { get; init; }
}
