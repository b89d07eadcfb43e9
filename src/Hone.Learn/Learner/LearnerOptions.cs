using Hone.Nn;

namespace Hone.Learn;

/// <summary>How a model learns; the defaults are fastai's.</summary>
public sealed record LearnerOptions
{
    /// <summary>What is minimized; null stands for the loss of the target: cross-entropy for categories.</summary>
    public Loss? Loss { get; init; }

    /// <summary>Makes the optimizer from parameter groups that hold learning rate and, if set, weight decay; null stands for AdamW with fastai's numbers.</summary>
    public Func<IReadOnlyList<ParameterGroup>, Optimizer>? Optimizer { get; init; }

    /// <summary>Splits the parameters into groups, first layers first, for freezing; null stands for one group.</summary>
    public Func<Module, IReadOnlyList<ParameterGroup>>? Groups { get; init; }

    /// <summary>Learning rate of <see cref="Learner.Fit"/>, and the peak of <see cref="Learner.FitOneCycle"/> unless told.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight decay; null stands for the optimizer's default, 0.01 for AdamW.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Momentum of one-cycle: start, at the peak, end.</summary>
    public Momenta Moms { get; init; } = new(0.95, 0.85, 0.95);

    /// <summary>Whether normalization layers train on while their group is frozen.</summary>
    public bool TrainBn { get; init; } = true;

    /// <summary>Numbers that say how good the model is; validation shows them.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Added to every fit; also to validations, predictions and the search for a learning rate where they say so (<see cref="Callback.RunsIn"/>).</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Whether a loss that is not finite ends the fit with an error that says where it came from.</summary>
    public bool TerminateOnNaN { get; init; } = true;
}
