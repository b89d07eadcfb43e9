namespace Hone.Nn;

public abstract partial class Optimizer
{
    /// <summary>
    /// Everything a resumed training needs: moments as <c>momentum.PATH</c>, the number of updates as <c>step.PATH</c> (Int64 scalar), and the
    /// numbers of each group as <c>group.I</c> (Float64: learning rate, weight decay, momentum); what else the optimizer counts under names of its own.
    /// </summary>
    /// <remarks>Moments are the live tensors, in the shapes of their parameters; the rest are copies.</remarks>
    public IReadOnlyDictionary<string, Tensor> StateDict()
    {
        var state = new OrderedDictionary<string, Tensor>();
        for (int i = 0; i < Groups.Count; i++)
        {
            ParameterGroup group = Groups[i];
            state.Add($"group.{i}", Tensor.From([group.LearningRate, group.WeightDecay, group.Momentum], [3]).Keep());
        }

        foreach ((string name, StepCounter counter) in _counters)
        {
            state.Add(name, Tensor.From([counter.Value], []).Keep());
        }

        foreach (SlotState slot in _slots)
        {
            string path = slot.Slot.Parameter.Path;
            state.Add($"step.{path}", Tensor.From([(long)slot.Steps], []).Keep());
            foreach ((string name, Tensor moments) in _states)
            {
                state.Add($"{name}.{path}", _arena.Part(moments, slot.Slot));
            }
        }

        return state;
    }

    /// <summary>Restores what <see cref="StateDict"/> gave, into an optimizer of the same kind over the same parameters and groups.</summary>
    /// <param name="state">Tensors by name.</param>
    /// <exception cref="StateDictException">Names or shapes differ; nothing has been changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        StateDictReport.RequireSame(GetType().Name, StateDict(), state);
        for (int i = 0; i < Groups.Count; i++)
        {
            double[] numbers = state[$"group.{i}"].ToArray<double>();
            (Groups[i].LearningRate, Groups[i].WeightDecay, Groups[i].Momentum) = (numbers[0], numbers[1], numbers[2]);
        }

        foreach ((string name, StepCounter counter) in _counters)
        {
            counter.Value = (long)state[name].Item();
        }

        foreach (SlotState slot in _slots)
        {
            string path = slot.Slot.Parameter.Path;
            slot.Steps = checked((int)state[$"step.{path}"].Item());
            foreach ((string name, Tensor moments) in _states)
            {
                _arena.Part(moments, slot.Slot).CopyFrom(state[$"{name}.{path}"]);
            }
        }
    }
}
