namespace Hone.Method;

/// <summary>What a front end shows while the first project runs. Calls come one after the other, in order, on the calling thread.</summary>
public interface IStartObserver
{
    /// <summary>A stage begins.</summary>
    void StageBegan(StartStage stage);

    /// <summary>The project folder is there.</summary>
    void ProjectReady(Project project, bool resumed);

    /// <summary>The data are described.</summary>
    void DataDescribed(DataDescription data);

    /// <summary>The split is frozen and the test labels are sealed.</summary>
    void SplitFrozen(FrozenSplit split);

    /// <summary>A check has an outcome.</summary>
    void Checked(CheckResult result);

    /// <summary>A rung of the ladder has a score.</summary>
    void BaselineScored(BaselineScore score);

    /// <summary>The learning-rate finder has a suggestion.</summary>
    void LearningRateFound(LearningRateChoice choice);

    /// <summary>A training begins.</summary>
    void TrainingBegan(TrainingPlan plan);

    /// <summary>A batch was trained on; called at most about ten times a second.</summary>
    void TrainingAdvanced(TrainingTick tick);

    /// <summary>An epoch is over, and its checkpoint is on the disk.</summary>
    void EpochFinished(EpochScore epoch);

    /// <summary>A training is over.</summary>
    void TrainingFinished(TrainingScore score);

    /// <summary>What was learned, before the vault is opened.</summary>
    void Learned(Lessons lessons);

    /// <summary>The vault was opened.</summary>
    void VaultOpened(VaultOpening opening);

    /// <summary>The report is on the disk.</summary>
    void ReportWritten(string path);
}
