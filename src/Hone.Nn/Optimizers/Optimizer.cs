using Hone.Ops;

namespace Hone.Nn;

/// <summary>
/// Changes parameters along their gradients. On creation it moves all parameters, gradients and moments into flat arenas, so that
/// a step is one or two loops over memory, whatever the number of layers.
/// </summary>
/// <remarks>
/// A parameter without a gradient since the last <see cref="ZeroGrad"/> is skipped, moments included, as in PyTorch; a frozen one too. A parameter
/// belongs to the optimizer that was made last. Moments below the smallest normal number (1.2e-38 in Float32) are kept as zero, where PyTorch keeps
/// them: those of weights that get gradients of zero would stay there, and slow down every step.
/// </remarks>
public abstract partial class Optimizer
{
    private readonly ParameterArena _arena;
    private readonly SlotState[] _slots;
    private readonly List<(string Name, Tensor State)> _states = [];
    private readonly List<LateState> _late = [];
    private readonly List<(string Name, StepCounter Counter)> _counters = [];

    private protected Optimizer(IReadOnlyList<ParameterGroup> groups, OptimizerOptions options, double momentum)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ParameterGroup.RequireNumbers(options.LearningRate, options.WeightDecay, momentum);
        Groups = groups;
        RequireDistinct(groups);
        var ordered = new List<(Parameter Parameter, ParameterGroup Group, bool Decays)>();
        foreach (ParameterGroup group in groups)
        {
            group.FillMissing(options, momentum);

            // Decaying parameters first: a group is then two runs at most.
            ordered.AddRange(group.Parameters
                .Select(p => (p, group, options.DecayNormAndBias || p.Kind == ParameterKind.Weight))
                .OrderByDescending(p => p.Item3));
        }

        _arena = new ParameterArena([.. ordered.Select(o => o.Parameter)]);
        _slots = [.. ordered.Select((o, i) => new SlotState(_arena.Slots[i], o.Group, o.Decays))];
    }

    /// <summary>Wraps an optimizer: parameters, groups and saved state are the same.</summary>
    private protected Optimizer(Optimizer inner)
    {
        Groups = inner.Groups;
        _arena = inner._arena;
        _slots = inner._slots;
        _states = inner._states;
        _late = inner._late;
        _counters = inner._counters;
    }

    /// <summary>The parameter groups; schedules change their numbers.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    private protected Tensor Values => _arena.Values;

    private protected Tensor Gradients => _arena.Gradients;

    /// <summary>All parameters as one run, those without gradients included.</summary>
    private protected FlatRun Everything => new(0, _arena.ElementCount);

    /// <summary>Whether a run must not reach over more than one parameter, because its size matters as a whole.</summary>
    private protected virtual bool UpdatesEachParameter => false;

    /// <summary>Updates every parameter that has a gradient.</summary>
    /// <exception cref="HoneException">
    /// A parameter has meanwhile gone to another optimizer, or changed its element type; or its gradient is one of touched rows, which this
    /// optimizer does not take.
    /// </exception>
    public virtual void Step()
    {
        for (int i = 0; i < _slots.Length;)
        {
            SlotState first = _slots[i];
            if (TouchedRows(first) is { } rows)
            {
                double decay = first.Decays ? first.Group.WeightDecay : 0;
                RequireRows(first, decay);
                first.Steps++;
                UpdateRows(first.Group, first.Slot, rows, first.Steps);
                i++;
                continue;
            }

            FlatRun run = NextRun(ref i, countSteps: true);
            if (run.Count > 0)
            {
                Update(first.Group, run, first.Steps, first.Decays ? first.Group.WeightDecay : 0);
            }
        }
    }

    /// <summary>Forgets all gradients; nothing is cleared, the next backward overwrites them.</summary>
    public void ZeroGrad()
    {
        foreach (SlotState slot in _slots)
        {
            slot.Slot.Parameter.ZeroGrad();
        }
    }

    /// <summary>The norm of all gradients together: sqrt(sum of squares). NaN or infinity in any gradient shows here.</summary>
    public double GradNorm()
    {
        double sum = 0;
        foreach ((Tensor gradients, FlatRun run) in FreshGradients())
        {
            sum += OptimizerStep.SquareSum(gradients, run);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Scales all gradients by one factor so that their common norm is at most <paramref name="maxNorm"/>.</summary>
    /// <remarks>PyTorch's <c>clip_grad_norm_</c>: the factor is maxNorm / (norm + 1e-6), never above 1.</remarks>
    /// <param name="maxNorm">Largest norm, above 0.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="HoneException">The limit is not above 0.</exception>
    public double ClipGradNorm(double maxNorm)
    {
        Require(maxNorm > 0, nameof(maxNorm), maxNorm, "above zero");
        double norm = GradNorm();
        double factor = maxNorm / (norm + 1e-6);
        if (factor >= 1)
        {
            return norm;
        }

        foreach ((Tensor gradients, FlatRun run) in FreshGradients())
        {
            OptimizerStep.Scale(gradients, run, factor);
        }

        return norm;
    }

    /// <summary>Brings each element of each gradient into [-limit, limit]; PyTorch's <c>clip_grad_value_</c>.</summary>
    /// <param name="limit">Largest size of an element, above 0.</param>
    /// <exception cref="HoneException">The limit is not above 0.</exception>
    public void ClipGradValue(double limit)
    {
        Require(limit > 0, nameof(limit), limit, "above zero");
        foreach ((Tensor gradients, FlatRun run) in FreshGradients())
        {
            OptimizerStep.Clamp(gradients, run, limit);
        }
    }

    /// <summary>Updates a run of parameters that share group, decay and number of steps.</summary>
    internal abstract void Update(ParameterGroup group, FlatRun run, int step, double weightDecay);

    /// <summary>Why a gradient of touched rows is refused; null when <see cref="UpdateRows"/> takes it.</summary>
    internal virtual string? RefusesRows(ParameterGroup group) => $"{GetType().Name} changes every row in every step";

    /// <summary>Updates the touched rows of one parameter.</summary>
    internal virtual void UpdateRows(ParameterGroup group, ArenaSlot slot, RowGradient rows, int step) =>
        throw new InvalidOperationException($"{GetType().Name} says that it takes rows, but does not.");

    /// <summary>A block of moments that is saved under a name.</summary>
    private protected Tensor NewState(string name)
    {
        Tensor state = _arena.NewState();
        _states.Add((name, state));
        return state;
    }

    /// <summary>A block of moments that not every training has: made now, or by the first step that asks for it.</summary>
    /// <param name="name">Saved under this name once it is there.</param>
    /// <param name="isNeededNow">Whether it is made now, and then part of every state.</param>
    private protected LateState NewLateState(string name, bool isNeededNow)
    {
        var state = new LateState(name, () => NewState(name));
        if (isNeededNow)
        {
            state.Require();
        }
        else
        {
            _late.Add(state);
        }

        return state;
    }

    /// <summary>A number that is saved under a name.</summary>
    private protected StepCounter NewCounter(string name)
    {
        var counter = new StepCounter();
        _counters.Add((name, counter));
        return counter;
    }

    internal static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new HoneException($"{name} is {range}.", value.ToString(System.Globalization.CultureInfo.InvariantCulture), "Optimizer", $"choose a {name} {range}");
        }
    }

    /// <summary>The longest stretch of slots from <paramref name="index"/> on that one loop can handle; moves the index past it.</summary>
    private FlatRun NextRun(ref int index, bool countSteps)
    {
        SlotState first = _slots[index];
        int start = first.Slot.Offset;
        if (!HasGradient(first))
        {
            index++;
            return new FlatRun(start, 0);
        }

        int length = 0;
        int steps = first.Steps;
        while (index < _slots.Length)
        {
            SlotState next = _slots[index];
            bool fits = length == 0 || !UpdatesEachParameter;
            fits &= ReferenceEquals(next.Group, first.Group) && next.Decays == first.Decays && next.Steps == steps;
            if (!fits || !HasGradient(next))
            {
                break;
            }

            length += next.Slot.Length;
            if (countSteps)
            {
                next.Steps++;
                steps = ReferenceEquals(next, first) ? next.Steps - 1 : steps;
            }

            index++;
        }

        return new FlatRun(start, length);
    }

    /// <summary>The gradients that backward has left: stretches of the arena, and touched rows.</summary>
    private IEnumerable<(Tensor Gradients, FlatRun Run)> FreshGradients()
    {
        for (int i = 0; i < _slots.Length;)
        {
            if (TouchedRows(_slots[i]) is { } rows)
            {
                yield return (rows.Values, new FlatRun(0, rows.Count * rows.Width));
            }

            FlatRun run = NextRun(ref i, countSteps: false);
            if (run.Count > 0)
            {
                yield return (Gradients, run);
            }
        }
    }

    private RowGradient? TouchedRows(SlotState state)
    {
        RequireOwned(state);
        Parameter parameter = state.Slot.Parameter;
        return parameter.RequiresGrad ? parameter.SparseGrad : null;
    }

    private void RequireRows(SlotState state, double weightDecay)
    {
        Parameter parameter = state.Slot.Parameter;
        string? reason = weightDecay == 0
            ? RefusesRows(state.Group)
            : FormattableString.Invariant($"weight decay {weightDecay} would change every row in every step");
        if (reason is not null)
        {
            throw new HoneException(
                "Touched rows are updated by SparseAdam, or by Sgd without momentum, both without weight decay.",
                $"{parameter.SparseGrad} of {parameter}; {reason}",
                GetType().Name,
                "use SparseAdam with WeightDecay = 0, or make the embedding with Sparse = false");
        }
    }

    private bool HasGradient(SlotState state)
    {
        RequireOwned(state);
        return state.Slot.Parameter is { RequiresGrad: true, Grad: not null };
    }

    private void RequireOwned(SlotState state)
    {
        Parameter parameter = state.Slot.Parameter;
        if (!_arena.Owns(state.Slot))
        {
            throw new HoneException(
                "A parameter belongs to the optimizer that was made last.",
                $"{parameter}, which has moved since this optimizer was made",
                GetType().Name,
                "make a new optimizer, or use the newer one");
        }
    }

    private static void RequireDistinct(IReadOnlyList<ParameterGroup> groups)
    {
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        var paths = new HashSet<string>();
        foreach (Parameter parameter in groups.SelectMany(g => g.Parameters))
        {
            if (!seen.Add(parameter) || !paths.Add(parameter.Path))
            {
                throw new HoneException(
                    "Each parameter is in one group, under a path of its own.",
                    $"{parameter} a second time",
                    "Optimizer",
                    "split the parameters so that no group shares any, and initialize the model as a whole");
            }
        }
    }

    /// <summary>Moments that may come in the middle of a training, where a schedule asks for them.</summary>
    private protected sealed class LateState(string name, Func<Tensor> create)
    {
        public string Name { get; } = name;

        /// <summary>The block; null before it is asked for.</summary>
        public Tensor? Moments { get; private set; }

        /// <summary>The block, zeros at first.</summary>
        public Tensor Require() => Moments ??= create();
    }

    /// <summary>What the optimizer remembers about one parameter besides its moments.</summary>
    private sealed class SlotState(ArenaSlot slot, ParameterGroup group, bool decays)
    {
        public ArenaSlot Slot { get; } = slot;

        public ParameterGroup Group { get; } = group;

        public bool Decays { get; } = decays;

        /// <summary>Updates so far.</summary>
        public int Steps { get; set; }
    }
}
