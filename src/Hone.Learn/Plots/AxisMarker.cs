namespace Hone.Learn.Plots;

/// <summary>A dashed rule across the chart at one value of an axis: a suggested learning rate, the best epoch, a baseline's score.</summary>
/// <param name="Value">Where the rule stands; a value that the axis cannot show (NaN, infinity, zero on a logarithmic axis) draws none.</param>
/// <param name="Label">The text beside the rule.</param>
public sealed record AxisMarker(double Value, string Label);
