using Hone.Method;

namespace Hone.Cli;

/// <summary>Follows the first project and remembers where it stands; what is shown is up to the kind of view.</summary>
internal abstract class StartObserver : IStartObserver
{
    /// <summary>The stage under way; null before the first.</summary>
    public StartStage? Stage { get; private set; }

    /// <summary>The project; null until it is there.</summary>
    public Project? Project { get; private set; }

    /// <summary>The training under way, or the last one.</summary>
    public TrainingPlan? Plan { get; private set; }

    /// <summary>Finished epochs of the training; their checkpoints are on the disk.</summary>
    public int Epoch { get; private set; }

    public virtual void StageBegan(StartStage stage) => Stage = stage;

    public virtual void ProjectReady(Project project, bool resumed) => Project = project;

    public virtual void DataDescribed(DataDescription data)
    {
    }

    public virtual void SplitFrozen(FrozenSplit split)
    {
    }

    public virtual void Checked(CheckResult result)
    {
    }

    public virtual void BaselineScored(BaselineScore score)
    {
    }

    public virtual void LearningRateFound(LearningRateChoice choice)
    {
    }

    public virtual void TrainingBegan(TrainingPlan plan)
    {
        Plan = plan;
        Epoch = plan.FirstEpoch;
    }

    public virtual void TrainingAdvanced(TrainingTick tick)
    {
    }

    public virtual void EpochFinished(EpochScore epoch) => Epoch = epoch.Epoch;

    public virtual void TrainingFinished(TrainingScore score)
    {
    }

    public virtual void Learned(Lessons lessons)
    {
    }

    public virtual void VaultOpened(VaultOpening opening)
    {
    }

    public virtual void ReportWritten(string path)
    {
    }
}
