using Hone.Nn;

namespace Hone.Learn;

/// <summary>Sets numbers of the optimizer before each training batch; fastai's <c>ParamScheduler</c>.</summary>
/// <remarks>Reads: <see cref="LoopState.Progress"/>. Writes: the numbers of every parameter group. As in fastai, a schedule of momentum leaves an optimizer without momentum alone.</remarks>
public sealed class ParamScheduler : Callback
{
    private readonly (HyperParameter Parameter, Schedule Schedule)[] _schedules;
    private bool[] _hasMomentum = [];

    /// <summary>Stores the schedules.</summary>
    /// <param name="schedules">One for each number that changes.</param>
    public ParamScheduler(params ReadOnlySpan<(HyperParameter Parameter, Schedule Schedule)> schedules) => _schedules = schedules.ToArray();

    /// <inheritdoc/>
    public override int Order => 60;

    /// <summary>The shape of one-cycle; fastai's <c>fit_one_cycle</c>.</summary>
    /// <param name="lrMax">Learning rate at the peak.</param>
    /// <param name="moms">Momentum at the start, the peak and the end.</param>
    /// <param name="options">fastai's numbers unless told.</param>
    /// <returns>The callback.</returns>
    public static ParamScheduler OneCycle(double lrMax, Momenta moms, OneCycleOptions? options = null)
    {
        options ??= new OneCycleOptions();
        return new ParamScheduler(
            (HyperParameter.LearningRate, CombinedSchedule.Cosine(options.PctStart, lrMax / options.Div, lrMax, lrMax / options.DivFinal)),
            (HyperParameter.Momentum, CombinedSchedule.Cosine(options.PctStart, moms.Start, moms.Middle, moms.End)));
    }

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _hasMomentum = [.. state.Optimizer.Groups.Select(group => group.Momentum != 0)];
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
    public override string ToString() => string.Join("; ", _schedules.Select(schedule => $"{schedule.Parameter} {schedule.Schedule}"));

    private void Set(IReadOnlyList<ParameterGroup> groups, HyperParameter parameter, double value)
    {
        for (int i = 0; i < groups.Count; i++)
        {
            switch (parameter)
            {
                case HyperParameter.LearningRate:
                    groups[i].LearningRate = value;
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
