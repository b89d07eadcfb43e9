namespace Hone.Learn;

/// <summary>How <see cref="Learner.Load"/> works; the defaults are fastai's.</summary>
public sealed record LearnerLoadOptions
{
    /// <summary>Whether the state of the optimizer is restored too, if the file holds one; true. fastai's <c>with_opt</c>.</summary>
    public bool WithOptimizer { get; init; } = true;

    /// <summary>Whether every name and shape of the model must fit; true, because a silent gap is a wrong model.</summary>
    public bool Strict { get; init; } = true;
}
