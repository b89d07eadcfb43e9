namespace Hone.Learn;

/// <summary>How the values of a window are scaled before a model sees them.</summary>
public enum SeriesScale
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>
    /// Each column of a window by its own mean and deviation, its targets by the same: what is learned is the shape, not the level, and nothing of other windows is used. The normalization
    /// of Kim et al. 2022 ("RevIN") without learned weights; <see cref="SeriesWindow.Unscale"/> goes back.
    /// </summary>
    Window,
}
