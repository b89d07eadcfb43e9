namespace Hone.Method;

/// <summary>Which part of the past each origin of a backtest learns from.</summary>
public enum BacktestWindow
{
    /// <summary>All of it: the training part grows from origin to origin.</summary>
    Expanding,

    /// <summary>The last stretch of a fixed length.</summary>
    Sliding,
}
