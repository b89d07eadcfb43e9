namespace Hone.Learn.Plots;

/// <summary>How values become positions.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equal distances.</summary>
    Linear,

    /// <summary>Equal ratios are equal distances (base 10); zero and negative values cannot be shown and become gaps.</summary>
    Logarithmic,
}
