namespace Hone.Learn.Plots;

/// <summary>How a series is drawn.</summary>
public enum LineStyle
{
    /// <summary>A line; up to 40 points also get a dot each.</summary>
    Solid,

    /// <summary>A dashed line, for instance last run's curve behind this run's.</summary>
    Dashed,

    /// <summary>A thin pale line without a label: raw values behind their smoothed line.</summary>
    Faint,

    /// <summary>Dots without a line.</summary>
    Dots,
}
