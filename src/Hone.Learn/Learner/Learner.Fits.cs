namespace Hone.Learn;

public sealed partial class Learner
{
    private const double FrozenPctStart = 0.99;

    /// <summary>Trains with one cycle: the learning rate rises to a peak and falls to nearly nothing, momentum the other way.</summary>
    /// <remarks>fastai's <c>fit_one_cycle</c>: lr from lrMax/25 over lrMax to lrMax/100000, peak at a quarter, cosines.</remarks>
    /// <param name="epochs">At least 1.</param>
    /// <param name="lrMax">Learning rate at the peak, or a slice over the parameter groups; null stands for the learner's.</param>
    /// <param name="options">Callbacks, progress, cancellation, resume.</param>
    /// <param name="shape">Another shape of the cycle.</param>
    /// <inheritdoc cref="Fit" path="/returns"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public FitResult FitOneCycle(int epochs, LearningRates? lrMax = null, FitOptions? options = null, OneCycleOptions? shape = null)
    {
        options ??= new FitOptions();
        return Run(epochs, ParamScheduler.OneCycle(RatesOf(lrMax, options), Options.Moms, shape), options);
    }

    /// <summary>Trains with a constant learning rate, then a cosine down to nearly nothing.</summary>
    /// <remarks>fastai's <c>fit_flat_cos</c>: constant for three quarters, then down to lr/100000.</remarks>
    /// <param name="epochs">At least 1.</param>
    /// <param name="lr">The constant rate, or a slice over the parameter groups; null stands for the learner's.</param>
    /// <param name="options">Callbacks, progress, cancellation, resume.</param>
    /// <param name="shape">Another shape.</param>
    /// <inheritdoc cref="Fit" path="/returns"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public FitResult FitFlatCos(int epochs, LearningRates? lr = null, FitOptions? options = null, FlatCosOptions? shape = null)
    {
        options ??= new FitOptions();
        return Run(epochs, ParamScheduler.FlatCos(RatesOf(lr, options), shape), options);
    }

    /// <summary>Trains with warm restarts: cosines down to zero, each twice as long as the one before.</summary>
    /// <remarks>fastai's <c>fit_sgdr</c>. The fit has cycleLength (1 + cycleMult + cycleMult^2 + ...) epochs.</remarks>
    /// <param name="cycles">Number of cycles, at least 1.</param>
    /// <param name="lrMax">Rate at the start of each cycle, or a slice over the parameter groups; null stands for the learner's.</param>
    /// <param name="options">Callbacks, progress, cancellation, resume.</param>
    /// <param name="shape">Length of the cycles.</param>
    /// <inheritdoc cref="Fit" path="/returns"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public FitResult FitSgdr(int cycles, LearningRates? lrMax = null, FitOptions? options = null, SgdrOptions? shape = null)
    {
        options ??= new FitOptions();
        shape ??= new SgdrOptions();
        ParamScheduler schedule = ParamScheduler.Sgdr(RatesOf(lrMax, options), cycles, shape.CycleMult);
        int epochs = shape.CycleLength * Enumerable.Range(0, cycles).Sum(cycle => (int)Math.Pow(shape.CycleMult, cycle));
        return Run(epochs, schedule, options);
    }

    /// <summary>Fits a transferred model in two phases: first its new last group alone, then everything, early layers slowest.</summary>
    /// <remarks>
    /// fastai's <c>fine_tune</c>. Phase 1, frozen: one cycle of <see cref="FineTuneOptions.FreezeEpochs"/> epochs to slice(baseLr), peak at 0.99. Phase 2, everything: one cycle
    /// to slice(baseLr/2/100, baseLr/2), peak at 0.3, start at a fifth. The recorder keeps the second phase, <see cref="CsvLogger"/> writes both. A resumed fit goes on
    /// in the phase that its checkpoint was written in.
    /// </remarks>
    /// <param name="epochs">Epochs of the second phase, at least 1.</param>
    /// <param name="baseLr">Learning rate of the last group; 2e-3 as in fastai.</param>
    /// <param name="options">Callbacks, progress, cancellation, resume.</param>
    /// <param name="shape">Other numbers than fastai's.</param>
    /// <inheritdoc cref="Fit" path="/returns"/>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public FitResult FineTune(int epochs, double baseLr = 2e-3, FitOptions? options = null, FineTuneOptions? shape = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        options ??= new FitOptions();
        shape ??= new FineTuneOptions();
        double rate = baseLr / 2;
        ParamScheduler frozen = ParamScheduler.OneCycle(LearningRates.Slice(baseLr), Options.Moms, new OneCycleOptions { PctStart = FrozenPctStart });
        ParamScheduler whole = ParamScheduler.OneCycle(LearningRates.Slice(rate / shape.LrMult, rate), Options.Moms, new OneCycleOptions { PctStart = shape.PctStart, Div = shape.Div });
        bool isInSecondPhase = options.ResumeFrom is { } path && Checkpoint.Read(path).Follows(CallbackList.Of(this, whole, options).Schedules);
        FitResult? first = null;
        if (shape.FreezeEpochs > 0 && !isInSecondPhase)
        {
            Freeze();
            first = Run(shape.FreezeEpochs, frozen, options);
            options = options with { ResumeFrom = null };
            if (first.StopReason is not null)
            {
                return first;
            }
        }

        Unfreeze();
        return Run(epochs, whole, options, first);
    }

    private LearningRates RatesOf(LearningRates? asked, FitOptions options) => asked ?? options.LearningRate ?? Options.LearningRate;
}
