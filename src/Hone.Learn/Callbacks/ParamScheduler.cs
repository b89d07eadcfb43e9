using Hone.Nn;

namespace Hone.Learn;

/// <summary>Sets numbers of the optimizer before each training batch; fastai's <c>ParamScheduler</c>.</summary>
/// <remarks>Reads: <see cref="LoopState.Progress"/>. Writes: the numbers of every parameter group. As in fastai, a schedule of momentum leaves an optimizer without momentum alone.</remarks>
public sealed class ParamScheduler : Callback
{
    private readonly (HyperParameter Parameter, Schedule Schedule)[] _schedules;
    private readonly LearningRates? _rates;
    private double[] _factors = [];
    private bool[] _hasMomentum = [];

    /// <summary>Stores the schedules.</summary>
    /// <param name="schedules">One for each number that changes.</param>
    public ParamScheduler(params ReadOnlySpan<(HyperParameter Parameter, Schedule Schedule)> schedules) => _schedules = schedules.ToArray();

    private ParamScheduler(LearningRates rates, params ReadOnlySpan<(HyperParameter Parameter, Schedule Schedule)> schedules)
        : this(schedules)
    {
        _rates = rates;
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 60;

    /// <summary>The shape of one-cycle; fastai's <c>fit_one_cycle</c>.</summary>
    /// <param name="lrMax">Learning rates at the peak; those of the other groups follow the last one's in proportion.</param>
    /// <param name="moms">Momentum at the start, the peak and the end.</param>
    /// <param name="options">fastai's numbers unless told.</param>
    /// <returns>The callback.</returns>
    public static ParamScheduler OneCycle(LearningRates lrMax, Momenta moms, OneCycleOptions? options = null)
    {
        options ??= new OneCycleOptions();
        double peak = lrMax.Last;
        return new ParamScheduler(
            lrMax,
            (HyperParameter.LearningRate, CombinedSchedule.Cosine(options.PctStart, peak / options.Div, peak, peak / options.DivFinal)),
            (HyperParameter.Momentum, CombinedSchedule.Cosine(options.PctStart, moms.Start, moms.Middle, moms.End)));
    }

    /// <summary>A constant rate, then a cosine down to nearly nothing; fastai's <c>fit_flat_cos</c>.</summary>
    /// <param name="lr">The constant rates.</param>
    /// <param name="options">fastai's numbers unless told.</param>
    /// <returns>The callback.</returns>
    public static ParamScheduler FlatCos(LearningRates lr, FlatCosOptions? options = null)
    {
        options ??= new FlatCosOptions();
        double rate = lr.Last;
        return new ParamScheduler(lr, (HyperParameter.LearningRate, CombinedSchedule.Cosine(options.PctStart, rate, rate, rate / options.DivFinal)));
    }

    /// <summary>Cosines down to zero, one after another, each longer than the last (Loshchilov and Hutter 2017); fastai's <c>fit_sgdr</c>.</summary>
    /// <param name="lrMax">Rates at the start of each cycle.</param>
    /// <param name="cycles">Number of cycles, at least 1.</param>
    /// <param name="cycleMult">How many times longer a cycle is than the one before.</param>
    /// <returns>The callback.</returns>
    public static ParamScheduler Sgdr(LearningRates lrMax, int cycles, int cycleMult)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cycles, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cycleMult, 1);
        double total = Enumerable.Range(0, cycles).Sum(cycle => Math.Pow(cycleMult, cycle));
        (double, Schedule)[] parts = [.. Enumerable.Range(0, cycles).Select(cycle => (Math.Pow(cycleMult, cycle) / total, (Schedule)new SchedCos(lrMax.Last, 0)))];
        return new ParamScheduler(lrMax, (HyperParameter.LearningRate, new CombinedSchedule(parts)));
    }

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        IReadOnlyList<ParameterGroup> groups = state.Optimizer.Groups;
        _hasMomentum = [.. groups.Select(group => group.Momentum != 0)];
        _factors = [.. groups.Select(_ => 1.0)];
        if (_rates is { } rates && rates.Last != 0)
        {
            _factors = [.. rates.Spread(groups.Count).Select(rate => rate / rates.Last)];
        }
    }

    /// <inheritdoc/>
    public override void BeforeBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsTraining)
        {
            return;
        }

        foreach ((HyperParameter parameter, Schedule schedule) in _schedules)
        {
            Set(state.Optimizer.Groups, parameter, schedule.At(state.Progress));
        }
    }

    /// <summary>The schedules; a checkpoint keeps it, so that a resumed fit follows the same ones.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string schedules = string.Join("; ", _schedules.Select(schedule => $"{schedule.Parameter} {schedule.Schedule}"));
        return _rates is { IsUniform: false } rates ? $"{schedules}; groups {rates}" : schedules;
    }

    private void Set(IReadOnlyList<ParameterGroup> groups, HyperParameter parameter, double value)
    {
        for (int i = 0; i < groups.Count; i++)
        {
            switch (parameter)
            {
                case HyperParameter.LearningRate:
                    groups[i].LearningRate = value * _factors[i];
                    break;
                case HyperParameter.Momentum when _hasMomentum[i]:
                    groups[i].Momentum = value;
                    break;
                case HyperParameter.WeightDecay:
                    groups[i].WeightDecay = value;
                    break;
            }
        }
    }
}
