namespace Hone.Method;

/// <summary>The metrics on which the gain of a single feature is measured.</summary>
internal enum GainMetric
{
    Accuracy,
    BalancedAccuracy,
    Auc,
    LogLoss,
    MeanAbsoluteError,
    MeanSquaredError,
    RootMeanSquaredError,
}
