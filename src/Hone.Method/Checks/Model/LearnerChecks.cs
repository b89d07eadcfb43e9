using Hone.Learn;

namespace Hone.Method;

/// <summary>The questions to ask a recipe before hours are spent on it (M32 to M42), each as a report: what <c>hone check batch|overfit|capacity|lr|inputs</c> shows.</summary>
/// <remarks>
/// A learner in hand is put back after every check: weights, buffers, optimizer, random streams and recorder are as they were, and the next fit gives the numbers that it
/// would have given. With a function that makes learners each check has one of its own.
/// </remarks>
/// <example><code>
/// var checks = new LearnerChecks(learner);
/// checks.Batch(deep: true).ThrowIfErrors();
/// checks.Overfit().ThrowIfErrors();
/// </code></example>
public sealed class LearnerChecks
{
    private readonly Func<Learner> _create;
    private readonly LearnerCheckOptions _options;
    private readonly LearnerSnapshot? _before;
    private ModelProbe? _probe;

    /// <summary>Asks a learner as it stands, and puts it back.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="options">How much may be trained.</param>
    public LearnerChecks(Learner learner, LearnerCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(learner);
        LearnerSnapshot before = LearnerSnapshot.Take(learner);
        _before = before;
        _options = options ?? new LearnerCheckOptions();
        _create = () =>
        {
            before.Restore();
            return learner;
        };
    }

    /// <summary>Asks learners that are made for each check.</summary>
    /// <param name="createLearner">Makes the learner with an untrained model.</param>
    /// <param name="options">How much may be trained.</param>
    public LearnerChecks(Func<Learner> createLearner, LearnerCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(createLearner);
        _create = createLearner;
        _options = options ?? new LearnerCheckOptions();
    }

    /// <summary>
    /// One batch and the untrained model (M32, M33, M39): content, validation, parts, fit of the loss, evaluation mode, activation at the end, activations, first loss. Deep asks as well
    /// whether the model sees its input (M36), keeps items apart (M37), and reaches every parameter (M38).
    /// </summary>
    /// <param name="deep">Whether M36 to M38 are asked too; they cost some forward and backward passes.</param>
    /// <param name="cancellationToken">Ends the checks early.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public CheckReport Batch(bool deep = false, CancellationToken cancellationToken = default)
    {
        ModelProbe probe = Probe();
        var fit = new OnceCheck(new LossFitCheck(probe));
        List<Check> checks =
        [
            new BatchContentCheck(probe),
            new ValidationReadCheck(probe.Data!),
            new PartsApartCheck(probe.Data!),
            fit,
            new DependentCheck(fit, new EvalModeCheck(probe)),
            new DependentCheck(fit, new SoftmaxTwiceCheck(probe)),
            new DependentCheck(fit, new ActivationCheck(probe)),
            new DependentCheck(fit, new InitialLossCheck(probe)),
        ];
        if (deep)
        {
            checks.Add(new DependentCheck(fit, new InputUseCheck(probe)));
            checks.Add(new DependentCheck(fit, new BatchIndependenceCheck(probe)));
            checks.Add(new DependentCheck(fit, new GradientCoverageCheck(probe, _options.FrozenOnPurpose)));
        }

        return Run(checks, cancellationToken);
    }

    /// <summary>Whether the model can learn one batch by heart (M34).</summary>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public CheckReport Overfit(CancellationToken cancellationToken = default)
    {
        ModelProbe probe = Probe();
        var fit = new OnceCheck(new LossFitCheck(probe));
        return Run([fit, new DependentCheck(fit, new OverfitBatchCheck(probe, _options.StepBudget))], cancellationToken);
    }

    /// <summary>
    /// Whether the model uses its input (M22, M36): one batch with zeros in its place, then, after a short training, the validation part with zeros and with the inputs of other items, and whether
    /// what was learned beats a constant answer (M21).
    /// </summary>
    /// <param name="cancellationToken">Ends the checks early.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public CheckReport Inputs(CancellationToken cancellationToken = default)
    {
        ModelProbe probe = Probe();
        var fit = new OnceCheck(new LossFitCheck(probe));
        var trained = new Lazy<Learner>(() => Trained(cancellationToken));
        return Run(
            [
                fit,
                new DependentCheck(fit, new InputUseCheck(probe)),
                new DependentCheck(fit, new LazyCheck("model/zero-input", () => new ZeroInputCheck(trained.Value))),
                new DependentCheck(fit, new LazyCheck("model/below-baseline", () => new BelowBaselineCheck(trained.Value))),
            ],
            cancellationToken);
    }

    /// <summary>Whether the learning rate fits model and data, from the finder's curve (M42).</summary>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public CheckReport LearningRate(CancellationToken cancellationToken = default)
    {
        var fit = new OnceCheck(new LossFitCheck(Probe()));
        return Run([fit, new DependentCheck(fit, new LearningRateCheck(_create, _options.LearningRate))], cancellationToken);
    }

    /// <summary>Whether twice the width lowers the training loss (M35).</summary>
    /// <param name="createLearner">Makes a learner from a factor of the width (1 or 2) and a seed.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    public CheckReport Capacity(Func<int, long, Learner> createLearner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createLearner);
        return Run([new CapacityCheck((width, seed) => Small(createLearner(width, seed)), _options.Epochs, _options.Seeds)], cancellationToken);
    }

    /// <summary>The inputs of one batch as the model sees them (M40): pictures and words where they can be turned back, the raw tensors as heat maps where they cannot.</summary>
    /// <param name="count">How many items at most.</param>
    /// <exception cref="HoneDataException">The training part has no batches, or its batches have no target.</exception>
    public ModelInputs Show(int count = 9)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return ModelInputs.Of(Probe(), count);
    }

    private ModelProbe Probe() => _probe ??= new ModelProbe(_create);

    private CheckReport Run(IReadOnlyList<Check> checks, CancellationToken cancellationToken)
    {
        try
        {
            return new CheckSuite(checks).Run(_options.Progress, cancellationToken);
        }
        finally
        {
            _before?.Restore();
        }
    }

    private Learner Trained(CancellationToken cancellationToken)
    {
        Learner learner = Small(_create());
        learner.Fit(_options.Epochs, new FitOptions { CancellationToken = cancellationToken });
        return learner;
    }

    /// <summary>The same model over a stratified sample of the training part; the learner itself where it is small enough.</summary>
    private Learner Small(Learner learner)
    {
        int items = learner.Data.Train.Dataset.Count;
        return items <= _options.MostItems
            ? learner
            : new Learner(learner.Data.Subset((double)_options.MostItems / items).Loaders, learner.Model, learner.Options with { Loss = learner.Loss });
    }
}
