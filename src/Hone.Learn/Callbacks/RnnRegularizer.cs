using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Keeps the activations of a recurrent layer small (AR) and slow (TAR); fastai's <c>RNNRegularizer</c>.</summary>
/// <remarks>
/// <para>loss for backward = loss + alpha * mean(d^2) + beta * mean((h[t] - h[t - 1])^2), with h the output of the layer and d the same behind its dropout. A single time step has no second term.</para>
/// Reads: h and d in training, by hooks from before a fit until after it. Writes: <see cref="LoopState.LossTensor"/>. As in fastai the recorded loss is the one without both terms, and validation has none.
/// A layer that runs several times in a forward counts with its last run. Source: Merity, McCann and Socher 2017, Revisiting Activation Regularization for Language RNNs. Difference from fastai: h and
/// d come from the layers instead of a tuple that the model returns.
/// </remarks>
/// <example><code>
/// var model = new Sequential(new Embedding(words, 64), new Lstm(64, 64, new() { BatchFirst = true, CarryState = true }), new RnnDropout(0.5), new Linear(64, words));
/// learner.Fit(10, new() { Callbacks = [new ModelResetter(), new RnnRegularizer()] });
/// </code></example>
public sealed class RnnRegularizer : Callback
{
    private readonly RnnRegularizerOptions _options;
    private readonly List<IDisposable> _hooks = [];
    private int _timeAxis;
    private Tensor? _raw;
    private Tensor? _dropped;

    /// <summary>Stores the factors.</summary>
    /// <param name="alpha">Factor of the mean square of the dropped output, at least 0; 2 as in fastai.</param>
    /// <param name="beta">Factor of the mean square of the steps in time, at least 0; 1 as in fastai.</param>
    /// <param name="options">Which layers; null finds them.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or no number.</exception>
    public RnnRegularizer(double alpha = 2, double beta = 1, RnnRegularizerOptions? options = null)
    {
        RequireFactor(alpha, nameof(alpha));
        RequireFactor(beta, nameof(beta));
        Alpha = alpha;
        Beta = beta;
        _options = options ?? new RnnRegularizerOptions();
    }

    /// <summary>Factor of the mean square of the dropped output.</summary>
    public double Alpha { get; }

    /// <summary>Factor of the mean square of the steps in time.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    /// <exception cref="HoneException">The model has no such layer.</exception>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Unhook();
        (string Path, Module Module)[] modules = [.. state.Model.NamedModules()];
        int layer = _options.Layer is { } path ? IndexOf(modules, path) : Array.FindLastIndex(modules, part => part.Module is RecurrentLayer);
        if (layer < 0)
        {
            throw new HoneException("A model with a recurrent layer: Lstm or Gru.", state.Model.TypeName, nameof(RnnRegularizer), "name the layer in RnnRegularizerOptions.Layer, or leave the callback away");
        }

        Module watched = modules[layer].Module;
        _timeAxis = watched is RecurrentLayer { Options.BatchFirst: false } ? 0 : 1;
        _hooks.Add(watched.AddForwardHook((_, _, output) =>
        {
            _raw = output;
            _dropped = null;
        }));
        Module? dropout = _options.Dropout is { } name ? modules[IndexOf(modules, name)].Module : Behind(modules, layer);
        if (dropout is not null)
        {
            _hooks.Add(dropout.AddForwardHook((_, _, output) => _dropped = output));
        }
    }

    /// <inheritdoc/>
    public override void BeforeBatch(LoopState state) => Forget();

    /// <inheritdoc/>
    /// <exception cref="HoneException">The layer did not run, or its output has no time axis.</exception>
    public override void AfterLoss(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsTraining)
        {
            return;
        }

        Tensor raw = _raw ?? throw new HoneException("A recurrent layer that runs with every batch.", "a batch without it", nameof(RnnRegularizer), "name the layer that runs in RnnRegularizerOptions.Layer");
        if (raw.Rank != 3)
        {
            throw new ShapeException("The output of every time step, [batch, time, hidden] or [time, batch, hidden].", $"{raw.Shape}", nameof(RnnRegularizer), "name the recurrent layer in RnnRegularizerOptions.Layer");
        }

        Tensor loss = state.LossTensor!;
        if (Alpha > 0)
        {
            loss += (_dropped ?? raw).Square().Mean() * Alpha;
        }

        int steps = raw.Shape[_timeAxis] - 1;
        if (Beta > 0 && steps > 0)
        {
            loss += (raw.Narrow(_timeAxis, 1, steps) - raw.Narrow(_timeAxis, 0, steps)).Square().Mean() * Beta;
        }

        state.LossTensor = loss;
        Forget();
    }

    /// <inheritdoc/>
    public override void AfterFit(LoopState state) => Unhook();

    private static void RequireFactor(double factor, string name)
    {
        if (!(factor >= 0 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(name, factor.ToString(CultureInfo.InvariantCulture), "A factor of the loss, 0 or more.");
        }
    }

    private static int IndexOf((string Path, Module Module)[] modules, string path)
    {
        int index = Array.FindIndex(modules, part => part.Path == path);
        return index >= 0
            ? index
            : throw new HoneException($"A module of the model: {string.Join(", ", modules.Where(part => part.Path.Length > 0).Select(part => part.Path))}.", $"\"{path}\"", nameof(RnnRegularizer), "take a path from model.Summary");
    }

    /// <summary>The dropout right behind a layer; null when something else stands there.</summary>
    private static Module? Behind((string Path, Module Module)[] modules, int layer)
    {
        int next = Array.FindIndex(modules, layer + 1, part => !part.Module.Children().Any());
        return next >= 0 ? modules[next].Module as DropoutLayer : null;
    }

    private void Forget()
    {
        _raw = null;
        _dropped = null;
    }

    private void Unhook()
    {
        _hooks.ForEach(static hook => hook.Dispose());
        _hooks.Clear();
        Forget();
    }
}
