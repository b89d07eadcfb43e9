using Hone.Nn;

namespace Hone.Learn;

/// <summary>A callback that sees what goes into layers and what comes out of them during a fit, or the gradients on the way back; fastai's <c>HookCallback</c>.</summary>
/// <remarks>
/// It hangs on the layers before a fit and lets go of them after it, also when the fit fails before its end and another one begins. Tensors of the forward pass are
/// valid until the step ends, gradients during the call.
/// </remarks>
/// <example><code>
/// public sealed class Largest : HookCallback
/// {
///     public float Value { get; private set; }
///
///     protected override void Hook(LoopState state, string path, Module module, Tensor input, Tensor output) =&gt; Value = Math.Max(Value, output.Max().Item());
/// }
/// </code></example>
public abstract class HookCallback : Callback
{
    private readonly int _every;
    private readonly Func<Module, bool>? _filter;
    private readonly bool _isForward;
    private readonly List<IDisposable> _hooks = [];

    /// <summary>Stores what is watched.</summary>
    /// <param name="every">Steps from one look to the next, at least 1.</param>
    /// <param name="filter">Which modules are watched; null stands for all without children.</param>
    /// <param name="isForward">Whether <see cref="Hook"/> is called in the forward pass, as in fastai unless told; else <see cref="HookBackward"/> in the backward pass. A class overrides the one it asks for.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is below 1.</exception>
    protected HookCallback(int every = 1, Func<Module, bool>? filter = null, bool isForward = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        _every = every;
        _filter = filter;
        _isForward = isForward;
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Unhook();
        foreach ((string path, Module module) in state.Model.NamedModules())
        {
            if (_filter?.Invoke(module) ?? !module.Children().Any())
            {
                _hooks.Add(_isForward
                    ? module.AddForwardHook((_, input, output) => Look(state, path, module, input, output))
                    : module.AddBackwardHook((_, input, output) => LookBack(state, path, module, input, output)));
            }
        }
    }

    /// <inheritdoc/>
    public override void AfterFit(LoopState state) => Unhook();

    /// <summary>A layer has answered, in training or in validation (<see cref="LoopState.IsTraining"/>).</summary>
    /// <param name="state">The training at this moment.</param>
    /// <param name="path">Path of the layer in the model.</param>
    /// <param name="module">The layer.</param>
    /// <param name="input">What went into it.</param>
    /// <param name="output">What came out of it.</param>
    /// <exception cref="HoneException">The class does not override it.</exception>
    protected virtual void Hook(LoopState state, string path, Module module, Tensor input, Tensor output) => throw NotOverridden(nameof(Hook), "the forward pass");

    /// <summary>Backward has passed a layer; called instead of <see cref="Hook"/> by what is made with isForward: false.</summary>
    /// <param name="state">The training at this moment.</param>
    /// <param name="path">Path of the layer in the model.</param>
    /// <param name="module">The layer.</param>
    /// <param name="inputGradient">Gradient with respect to what went into it, through this layer alone; null where that needs none, as before the first layer.</param>
    /// <param name="outputGradient">Gradient with respect to what came out of it.</param>
    /// <exception cref="HoneException">The class does not override it.</exception>
    protected virtual void HookBackward(LoopState state, string path, Module module, Tensor? inputGradient, Tensor outputGradient) => throw NotOverridden(nameof(HookBackward), "the backward pass");

    private void Look(LoopState state, string path, Module module, Tensor input, Tensor output)
    {
        if (state.Step % _every == 0)
        {
            Hook(state, path, module, input, output);
        }
    }

    private void LookBack(LoopState state, string path, Module module, Tensor? inputGradient, Tensor outputGradient)
    {
        if (state.Step % _every == 0)
        {
            HookBackward(state, path, module, inputGradient, outputGradient);
        }
    }

    private HoneException NotOverridden(string method, string pass) => new($"A callback with hooks in {pass} overrides {method}.", $"{GetType().Name}, which does not", nameof(HookCallback), $"override {method}, or choose the other pass with isForward");

    private void Unhook()
    {
        _hooks.ForEach(static hook => hook.Dispose());
        _hooks.Clear();
    }
}
