using Hone.Learn;

namespace Hone.Method;

/// <summary>Ends a trial that falls behind: at the rungs of successive halving it must be among the best of those that came there before.</summary>
/// <remarks>Reads the recorder. Writes <see cref="LoopState.CancelFit"/>.</remarks>
internal sealed class HalvingCallback(Dictionary<int, List<(double Score, double Loss)>> rungs, int reduction, string metric, CancellationToken budget) : Callback
{
    // Behind the run: what a trial is ended for is written down.
    private const int AfterTheRun = 96;

    private int _epochs;

    public override int Order => AfterTheRun;

    /// <summary>Why the trial was ended; null while it goes on.</summary>
    public string? Reason { get; private set; }

    // A recipe may have several fits; those that come later have nothing to do any more.
    public override void BeforeFit(LoopState state) => state.CancelFit |= Reason is not null;

    public override void AfterBatch(LoopState state)
    {
        if (budget.IsCancellationRequested && Reason is null)
        {
            End(state, RecipeSearch.UsedUp);
        }
    }

    public override void AfterEpoch(LoopState state)
    {
        _epochs++;
        EpochRecord record = state.Learner.Recorder.Epochs[^1];
        bool isLast = state.Epoch + 1 == state.EpochCount;
        if (!IsRung(_epochs) || isLast || Reason is not null)
        {
            return;
        }

        MetricValue? measured = record.Metrics.FirstOrDefault(value => value.Name == metric);
        double score = measured is null ? -record.ValidLoss : measured.HigherIsBetter ? measured.Value : -measured.Value;
        if (!rungs.TryGetValue(_epochs, out List<(double Score, double Loss)>? before))
        {
            rungs[_epochs] = before = [];
        }

        // The place that the trial takes, from 1; the loss decides between equal scores, of which there are many early on. The first trials have nobody to compare with and go on.
        (double Score, double Loss) own = (score, record.ValidLoss);
        int place = 1 + before.Count(other => !double.IsFinite(own.Loss) || other.Score > own.Score || (other.Score == own.Score && other.Loss < own.Loss));
        before.Add(own);
        int kept = Math.Max(1, before.Count / reduction);
        if (before.Count >= reduction && place > kept)
        {
            End(state, $"place {place} of {before.Count} after {_epochs} {(_epochs == 1 ? "epoch" : "epochs")}");
        }
    }

    private bool IsRung(int epochs)
    {
        int rung = 1;
        while (rung < epochs)
        {
            rung *= reduction;
        }

        return rung == epochs;
    }

    private void End(LoopState state, string reason)
    {
        Reason = reason;
        state.StopReason = reason;
        state.CancelFit = true;
    }
}
