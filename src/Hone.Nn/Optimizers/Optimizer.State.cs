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
    /// <remarks>
    /// Momentum that a schedule switches on in the middle of a training, in <see cref="Sgd"/> or <see cref="RmsProp"/> made without, is part of the state from then on: another
    /// optimizer made without takes it, and one that has it meanwhile takes an earlier state without it, as zeros.
    /// </remarks>
    /// <param name="state">Tensors by name.</param>
    /// <exception cref="StateDictException">Names or shapes differ; nothing has been changed.</exception>
    /// <exception cref="HoneException">A learning rate, weight decay, momentum or number of steps is out of range; nothing has been changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        StateDictReport.RequireSame(GetType().Name, Expected(state), state);
        RequireNumbers(state);
        for (int i = 0; i < Groups.Count; i++)
        {
            double[] numbers = state[$"group.{i}"].ToArray<double>();
            (Groups[i].LearningRate, Groups[i].WeightDecay, Groups[i].Momentum) = (numbers[0], numbers[1], numbers[2]);
        }

        foreach ((string name, StepCounter counter) in _counters)
        {
            counter.Value = WholeNumber(state[name]);
        }

        foreach (LateState late in _late.Where(late => Holds(state, late)))
        {
            late.Require();
        }

        foreach (SlotState slot in _slots)
        {
            string path = slot.Slot.Parameter.Path;
            slot.Steps = (int)WholeNumber(state[$"step.{path}"]);
            foreach ((string name, Tensor moments) in _states)
            {
                Tensor part = _arena.Part(moments, slot.Slot);
                if (state.TryGetValue($"{name}.{path}", out Tensor? saved))
                {
                    part.CopyFrom(saved);
                }
                else
                {
                    part.CopyFrom(Tensor.Zeros(part.Shape, part.DType));
                }
            }
        }
    }

    private static long WholeNumber(Tensor scalar) => scalar.ToArray<long>()[0];

    /// <summary>What a state must hold: everything of this optimizer, where late moments are as the state has them.</summary>
    private OrderedDictionary<string, Tensor> Expected(IReadOnlyDictionary<string, Tensor> state)
    {
        var expected = (OrderedDictionary<string, Tensor>)StateDict();
        foreach (LateState late in _late)
        {
            bool isHeld = Holds(state, late);
            foreach (SlotState slot in _slots)
            {
                string key = $"{late.Name}.{slot.Slot.Parameter.Path}";
                if (isHeld)
                {
                    expected[key] = slot.Slot.Parameter.Value;
                }
                else
                {
                    expected.Remove(key);
                }
            }
        }

        return expected;
    }

    private bool Holds(IReadOnlyDictionary<string, Tensor> state, LateState late) =>
        Array.Exists(_slots, slot => state.ContainsKey($"{late.Name}.{slot.Slot.Parameter.Path}"));

    private void RequireNumbers(IReadOnlyDictionary<string, Tensor> state)
    {
        for (int i = 0; i < Groups.Count; i++)
        {
            double[] numbers = state[$"group.{i}"].ToArray<double>();
            ParameterGroup.RequireNumbers(numbers[0], numbers[1], numbers[2]);
        }

        foreach ((string name, _) in _counters)
        {
            Require(WholeNumber(state[name]) >= 0, name, WholeNumber(state[name]), "zero or more");
        }

        foreach (SlotState slot in _slots)
        {
            string name = $"step.{slot.Slot.Parameter.Path}";
            Require(WholeNumber(state[name]) is >= 0 and <= int.MaxValue, name, WholeNumber(state[name]), $"in 0..{int.MaxValue}");
        }
    }
}
