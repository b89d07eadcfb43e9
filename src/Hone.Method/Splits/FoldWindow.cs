namespace Hone.Method;

/// <summary>The moments of one origin of a backtest. Each end is excluded, each beginning included.</summary>
/// <param name="TrainFrom">The beginning of the training window; null for all the past.</param>
/// <param name="TrainBefore">Its end: the beginning of the validation window less the gap.</param>
/// <param name="ValidFrom">The origin: the first moment that is predicted.</param>
/// <param name="ValidBefore">The end of the validation window.</param>
public sealed record FoldWindow(DateTime? TrainFrom, DateTime TrainBefore, DateTime ValidFrom, DateTime ValidBefore)
{
    internal bool IsTrain(DateTime time) => time < TrainBefore && (TrainFrom is null || time >= TrainFrom);

    internal bool IsValid(DateTime time) => time >= ValidFrom && time < ValidBefore;
}
