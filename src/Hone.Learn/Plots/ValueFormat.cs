namespace Hone.Learn.Plots;

/// <summary>How a chart writes its values.</summary>
public enum ValueFormat
{
    /// <summary>About four significant digits: <c>0.8734</c>, <c>1,235</c>, <c>3.2e-5</c>.</summary>
    Number,

    /// <summary>Three decimals, right for scores of a few thousand items: <c>0.873</c>.</summary>
    Score,

    /// <summary>A fraction from 0 to 1 as percent with one decimal: <c>87.3%</c>.</summary>
    Percent,
}
