namespace Hone.Method;

/// <summary>How much the checks of a learner may train.</summary>
public sealed record LearnerCheckOptions
{
    /// <summary>Epochs of each training, for checks that look at a trained model.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>How many training items such a training reads at most; 2,000, so that it ends while you wait.</summary>
    public int MostItems { get; init; } = 2_000;

    /// <summary>Seeds of the capacity check; below two it can only inform.</summary>
    public int Seeds { get; init; } = 2;

    /// <summary>Steps of the check that learns one batch by heart.</summary>
    public int StepBudget { get; init; } = 200;

    /// <summary>The learning rate to judge; null stands for the learner's.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Whether frozen parameters are meant to stay as they are, such as a pretrained body.</summary>
    public bool FrozenOnPurpose { get; init; }

    /// <summary>Told of each result as it comes.</summary>
    public IProgress<CheckResult>? Progress { get; init; }
}
