namespace Hone.Method;

/// <summary>Several origins in time, one fold each; the last origin is the validation part of the split.</summary>
internal sealed class BacktestSplitter(BacktestOptions options) : Splitter(options.ToSplitOptions())
{
    protected override SplitStrategy Strategy => SplitStrategy.Backtest;

    protected override SplitAssignment Assign(SplitData data)
    {
        options.Validate();
        DateTime[] times = data.RequireTimes(Where(data));
        return new BacktestAssigner(options, Where(data)).Assign(data, times, data.Groups is not null);
    }

    protected override SplitOptions Effective(SplitAssignment assignment, int count) => WithMeasuredShares(assignment, count);
}
