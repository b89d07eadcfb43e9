using Hone.Nn;

namespace Hone.Learn;

/// <summary>Where a training stands, for callbacks to read, and the flags with which they steer it.</summary>
public sealed class LoopState
{
    internal LoopState(Learner learner) => Learner = learner;

    /// <summary>The learner that runs.</summary>
    public Learner Learner { get; }

    /// <summary>The model.</summary>
    public Module Model => Learner.Model;

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer => Learner.Optimizer;

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Epochs in this fit.</summary>
    public int EpochCount { get; internal set; }

    /// <summary>The first epoch that this fit runs itself: above 0 after a resume.</summary>
    public int FirstEpoch { get; internal set; }

    /// <summary>The batch in this part of the epoch, from 0.</summary>
    public int BatchNumber { get; internal set; }

    /// <summary>Batches in this part of the epoch.</summary>
    public int BatchCount { get; internal set; }

    /// <summary>Training batches finished in this fit, over all epochs.</summary>
    public long Step { get; internal set; }

    /// <summary>Training batches in this whole fit.</summary>
    public long StepCount { get; internal set; }

    /// <summary>How far the fit is, 0 to 1; schedules read it. fastai's <c>pct_train</c>.</summary>
    public double Progress => StepCount == 0 ? 0 : Math.Min(1, (double)Step / StepCount);

    /// <summary>How long the loop waited for the present training batch: until its loader had it, or as long as it took to prepare where no worker does.</summary>
    public TimeSpan BatchWait { get; internal set; }

    /// <summary>How long the training batches of this fit were waited for so far; a large share of <see cref="StepTime"/> says that the data come too slowly (input-bound).</summary>
    public TimeSpan InputWait { get; internal set; }

    /// <summary>How long the training steps of this fit took so far, their <see cref="InputWait"/> included; validation is not counted.</summary>
    public TimeSpan StepTime { get; internal set; }

    /// <summary>Whether this part of the epoch learns (or validates).</summary>
    public bool IsTraining { get; internal set; }

    /// <summary>The present batch.</summary>
    /// <exception cref="HoneException">No batch is under way.</exception>
    public Batch Batch => CurrentBatch ?? throw new HoneException("A batch is read between BeforeBatch and AfterBatch.", "no batch", nameof(LoopState));

    /// <summary>What the model answered; null before it has.</summary>
    public Tensor? Prediction { get; internal set; }

    /// <summary>The loss as a tensor, for callbacks that change it before backward.</summary>
    public Tensor? LossTensor { get; set; }

    /// <summary>Mean loss of the present batch; NaN before it is known or when there are no labels.</summary>
    public double Loss { get; internal set; }

    /// <summary>Computes the loss of the present batch instead of the learner's loss, for callbacks that change what is right, such as MixUp; null for nothing of the kind.</summary>
    public Func<Tensor, Tensor>? ReplacedLoss { get; set; }

    /// <summary>Set before a step, leaves it out: the parameters stay, and the gradients add up to those of the next batch.</summary>
    public bool SkipStep { get; set; }

    /// <summary>Ends the present batch here.</summary>
    public bool CancelBatch { get; set; }

    /// <summary>Ends the training part of this epoch; validation follows.</summary>
    public bool CancelTrain { get; set; }

    /// <summary>Ends the validation part of this epoch.</summary>
    public bool CancelValidate { get; set; }

    /// <summary>Ends this epoch.</summary>
    public bool CancelEpoch { get; set; }

    /// <summary>Ends the whole fit.</summary>
    public bool CancelFit { get; set; }

    /// <summary>Why the fit ends early, for people; null when it does not.</summary>
    public string? StopReason { get; set; }

    /// <summary>An error that the fit throws after the callbacks have cleaned up.</summary>
    public HoneException? Failure { get; set; }

    internal Batch? CurrentBatch { get; set; }

    /// <summary>The callback that averages the weights of this fit; null where there is none.</summary>
    internal Ema? Ema { get; set; }

    /// <summary>What this fit goes on from, while callbacks begin; null where it begins anew.</summary>
    internal Checkpoint? ResumedFrom { get; set; }

    /// <summary>The table of epochs of the phases before this fit, where one call has several; see <see cref="Learner.FineTune"/>.</summary>
    internal IReadOnlyList<EpochRecord> EarlierEpochs { get; set; } = [];

    /// <summary>What the result of the fit has to say to people.</summary>
    internal List<string> Notes { get; } = [];

    /// <summary>What a checkpoint notes down, so that a resumed fit follows the same course.</summary>
    internal FitPlan Plan { get; set; } = new(0, 0, string.Empty);

    /// <summary>Whether the epoch goes on.</summary>
    internal bool EpochContinues => !CancelEpoch && !CancelFit;

    /// <summary>Whether this part of the epoch goes on.</summary>
    internal bool PartContinues => EpochContinues && !(IsTraining ? CancelTrain : CancelValidate);

    /// <summary>Whether the batch ends here.</summary>
    internal bool BatchStops => CancelBatch || !PartContinues;

    internal void Begin(Batch batch)
    {
        CurrentBatch = batch;
        BatchNumber = batch.Number;
        CancelBatch = false;
        SkipStep = false;
        ReplacedLoss = null;
        Prediction = null;
        LossTensor = null;
        Loss = double.NaN;
    }

    /// <summary>Forgets the batch: its memory is gone when the step ends.</summary>
    internal void End()
    {
        CurrentBatch = null;
        ReplacedLoss = null;
        Prediction = null;
        LossTensor = null;
    }

    internal void Begin(int firstEpoch, int epochs, int batchesPerEpoch)
    {
        End();
        FirstEpoch = firstEpoch;
        Epoch = firstEpoch;
        EpochCount = epochs;
        Step = (long)firstEpoch * batchesPerEpoch;
        StepCount = (long)epochs * batchesPerEpoch;
        BatchWait = TimeSpan.Zero;
        InputWait = TimeSpan.Zero;
        StepTime = TimeSpan.Zero;
        CancelBatch = false;
        CancelTrain = false;
        CancelValidate = false;
        CancelEpoch = false;
        CancelFit = false;
        StopReason = null;
        Failure = null;
        Ema = null;
        ResumedFrom = null;
        EarlierEpochs = [];
        Notes.Clear();
    }
}
