using Hone.Ops;

namespace Hone.Nn;

/// <summary>An exponential moving average of a model's weights and floating-point buffers, which often generalizes better than the last weights.</summary>
/// <remarks>
/// <code>
/// average = average + (1 - decay) * (weight - average)        after every optimizer step
/// </code>
/// The average starts as a copy of the model. Buffers that count, such as <c>num_batches_tracked</c>, are copied. timm's <c>ModelEma</c> with a warm-up of the
/// decay; the average is swapped into the model for validation instead of being a second model.
/// Source: Polyak and Juditsky 1992.
/// </remarks>
/// <example><code>
/// var ema = new ModelEma(model);
/// optimizer.Step();
/// ema.Update();
/// using (ema.SwapIn())
/// {
///     Validate(model);
/// }
/// </code></example>
public sealed class ModelEma
{
    private const string CounterName = "ema.updates";

    private readonly ModelEmaOptions _options;
    private readonly List<(string Path, Func<Tensor> Value, Tensor Average)> _tensors = [];
    private long _updates;

    /// <summary>Starts the average as a copy of the model.</summary>
    /// <param name="model">An initialized or loaded model.</param>
    /// <param name="options">A decay of 0.999 with warm-up unless told.</param>
    /// <exception cref="HoneException">The decay is not in 0..1, or a parameter has no values yet.</exception>
    public ModelEma(Module model, ModelEmaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _options = options ?? new ModelEmaOptions();
        if (!(_options.Decay is >= 0 and < 1))
        {
            throw new HoneException(
                "Decay is in 0..1, below 1.",
                _options.Decay.ToString(System.Globalization.CultureInfo.InvariantCulture),
                nameof(ModelEma),
                "choose 0.999 for thousands of steps, 0.99 for hundreds");
        }

        foreach ((string path, Parameter parameter) in model.NamedParameters())
        {
            Add(path, () => parameter.Value);
        }

        foreach ((string path, ModuleBuffer buffer) in model.NamedBuffers())
        {
            Add(path, () => buffer.Value);
        }
    }

    /// <summary>Whether the average is in the model at present, and the weights are kept here.</summary>
    public bool IsSwappedIn { get; private set; }

    /// <summary>Moves the average towards the model; call it after each optimizer step.</summary>
    /// <exception cref="HoneException">The average is swapped in, or the model has changed its element type since the average was made.</exception>
    public void Update()
    {
        RequireSwappedOut("Update");
        RequireSameTypes();
        _updates++;
        double decay = _options.WarmUp ? Math.Min(_options.Decay, (1.0 + _updates) / (10.0 + _updates)) : _options.Decay;
        foreach ((_, Func<Tensor> value, Tensor average) in _tensors)
        {
            Tensor current = value();
            if (current.DType is DType.Float32 or DType.Float64)
            {
                OptimizerStep.Lerp(1 - decay, new FlatRun(0, average.StorageLength), average.Raw(), current.Raw());
            }
            else
            {
                average.CopyFrom(current);
            }
        }
    }

    /// <summary>Puts the average into the model until the result is disposed; nothing is lost if validation throws.</summary>
    /// <exception cref="HoneException">It is there already, or the model has changed its element type since the average was made.</exception>
    public IDisposable SwapIn()
    {
        RequireSwappedOut("SwapIn");
        RequireSameTypes();
        Exchange();
        IsSwappedIn = true;
        return new SwapOut(this);
    }

    /// <summary>The averages by path, and the number of updates under <c>ema.updates</c>.</summary>
    /// <remarks>The averages are the live tensors.</remarks>
    /// <exception cref="HoneException">The average is swapped in.</exception>
    public IReadOnlyDictionary<string, Tensor> StateDict()
    {
        RequireSwappedOut("StateDict");
        var state = new OrderedDictionary<string, Tensor> { { CounterName, Tensor.From([_updates], []).Keep() } };
        foreach ((string path, _, Tensor average) in _tensors)
        {
            state.Add(path, average);
        }

        return state;
    }

    /// <summary>Restores what <see cref="StateDict"/> gave, for a model with the same names and shapes.</summary>
    /// <param name="state">Tensors by name.</param>
    /// <exception cref="StateDictException">Names, shapes or types differ; nothing has been changed.</exception>
    /// <exception cref="HoneException">The average is swapped in, or the number of updates is negative; nothing has been changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        StateDictReport.RequireSame(nameof(ModelEma), StateDict(), state);
        long updates = state[CounterName].ToArray<long>()[0];
        if (updates < 0)
        {
            throw new HoneException("A number of updates is zero or more.", $"{CounterName} {updates}", nameof(ModelEma), "load a state that StateDict gave");
        }

        _updates = updates;
        foreach ((string path, _, Tensor average) in _tensors)
        {
            average.CopyFrom(state[path]);
        }
    }

    private void Add(string path, Func<Tensor> value)
    {
        Tensor current = value();
        Tensor average = current.Over(Tensor.ZerosPersistent([current.StorageLength], current.DType).Storage, 0);
        average.CopyFrom(current);
        _tensors.Add((path, value, average));
    }

    private void Exchange()
    {
        foreach ((_, Func<Tensor> value, Tensor average) in _tensors)
        {
            Tensor current = value();
            Tensor kept = current.Copy();
            current.CopyFrom(average);
            average.CopyFrom(kept);
        }
    }

    /// <summary>Refuses a model that <see cref="Module.To"/> has given another element type: the average would be one of other bytes.</summary>
    private void RequireSameTypes()
    {
        foreach ((string path, Func<Tensor> value, Tensor average) in _tensors)
        {
            if (value().DType != average.DType)
            {
                throw new HoneException(
                    "An average has the element types of its model.",
                    $"{path}: {value().DType} in the model, {average.DType} in the average",
                    nameof(ModelEma),
                    "make the average after model.To(...), or convert the model back");
            }
        }
    }

    private void RequireSwappedOut(string call)
    {
        if (IsSwappedIn)
        {
            throw new HoneException($"{call} works while the average is outside the model.", "an average that is swapped in", nameof(ModelEma), "dispose what SwapIn gave first");
        }
    }

    /// <summary>Ends the visit of the average in the model, once.</summary>
    private sealed class SwapOut(ModelEma ema) : IDisposable
    {
        private bool _done;

        public void Dispose()
        {
            if (!_done)
            {
                _done = true;
                ema.IsSwappedIn = false;
                ema.Exchange();
            }
        }
    }
}
