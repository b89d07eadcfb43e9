namespace Hone.Nn;

/// <summary>
/// A layer or a model: named parameters, buffers and children, and a computation. A derived class registers its parts in the
/// constructor and implements <see cref="Compute"/>.
/// </summary>
/// <remarks>
/// PyTorch's <c>nn.Module</c>, with the same names in the state dict. Differences: parts are registered explicitly instead of being
/// found by attribute assignment, and parameters get values from <c>Initialize(seed)</c> instead of the constructor, so that
/// the seed and the path in the whole model decide them.
/// </remarks>
public abstract partial class Module
{
    private readonly List<(string Name, Module Child)> _children = [];
    private readonly List<(string Name, Parameter Parameter)> _parameters = [];
    private readonly List<(string Name, ModuleBuffer Buffer)> _buffers = [];
    private readonly List<ForwardHook> _hooks = [];
    private readonly List<BackwardHook> _backwardHooks = [];

    /// <summary>Whether the module behaves as in training (dropout drops, normalization uses the batch); true at first, as in PyTorch.</summary>
    public bool IsTraining { get; internal set; } = true;

    /// <summary>The path of the innermost module whose forward is under way on this thread, such as <c>Sequential[3].Linear</c>; null outside of a forward. An exception filter reads it before the stack is gone.</summary>
    public static string? RunningPath => ForwardTrace.RunningPath;

    /// <summary>Name of the kind of layer, for tables and messages.</summary>
    public virtual string TypeName => GetType().Name;

    /// <summary>How this module was built, as data: what an exported model file holds instead of code; null when it cannot be told.</summary>
    /// <remarks>Whoever writes a module of its own gives it a <see cref="ModelConfig"/> here, so that it can be exported.</remarks>
    public virtual ModelConfig? Config { get; init; }

    /// <summary>The direct children with their names, in the order of registration.</summary>
    public IEnumerable<(string Name, Module Child)> Children() => _children;

    /// <summary>Computes the output of this module and calls its hooks.</summary>
    /// <param name="x">Input; the layer says which shape.</param>
    /// <returns>Output; the layer says which shape.</returns>
    /// <exception cref="ShapeException">The shape does not fit; the message holds the path of the module and the shapes so far.</exception>
    /// <exception cref="HoneException">A parameter has no values yet, or an operation refuses its input otherwise, such as an element type; the message holds the path too.</exception>
    public Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Traced(x, this, static (module, input) => module.Compute(input), static y => y);
    }

    /// <summary>Computes the output of a module with several inputs and calls its hooks, which see the first input.</summary>
    /// <param name="inputs">Inputs in the order that the module says; with one input the same as <see cref="Forward(Tensor)"/>.</param>
    /// <returns>Output; the layer says which shape.</returns>
    /// <exception cref="ShapeException">The number of inputs or a shape does not fit.</exception>
    /// <exception cref="HoneException">A parameter has no values yet, or an operation refuses its input otherwise, such as an element type; the message holds the path too.</exception>
    public Tensor Forward(IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfZero(inputs.Count);
        return Run(inputs);
    }

    /// <summary>Calls <paramref name="hook"/> after each <see cref="Forward(Tensor)"/> of this module until the result is disposed.</summary>
    /// <param name="hook">Called on the thread that runs the module, in the order of subscription.</param>
    public IDisposable AddForwardHook(ForwardHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        _hooks.Add(hook);
        return new HookSubscription<ForwardHook>(_hooks, hook);
    }

    /// <summary>
    /// Calls <paramref name="hook"/> when backward has passed this module, with the gradients with respect to its output and its first input, until the result is disposed; PyTorch's
    /// <c>register_full_backward_hook</c>.
    /// </summary>
    /// <remarks>
    /// <para>Forward passes of before are not watched, and passes without recording have no backward. A module that runs several times in a forward is seen as often. Where the
    /// input needs no gradient, the hook is called before backward enters the module; else after it has left.</para>
    /// <para>Operations that would run as one (a normalization with its ReLU) run apart while one of them is watched. Without hooks nothing is recorded besides. Difference from
    /// PyTorch: a hook sees gradients and cannot replace them.</para>
    /// </remarks>
    /// <param name="hook">Called on the thread that runs backward, in the order of subscription, without recording.</param>
    /// <example><code>
    /// using IDisposable hook = model.AddBackwardHook((module, inputGradient, outputGradient) =&gt; Console.WriteLine(outputGradient.Shape));
    /// model.Forward(x).Mean().Backward();
    /// </code></example>
    public IDisposable AddBackwardHook(BackwardHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        _backwardHooks.Add(hook);
        return new HookSubscription<BackwardHook>(_backwardHooks, hook);
    }

    /// <summary>Switches this module and everything in it to training.</summary>
    public void Train() => SetTraining(true);

    /// <summary>Switches this module and everything in it to evaluation: no dropout, running statistics, nothing changes.</summary>
    public void Eval() => SetTraining(false);

    /// <summary>Unfreezes or freezes all parameters in this module.</summary>
    /// <param name="requiresGrad">Whether backward computes their gradients.</param>
    public void RequiresGrad(bool requiresGrad)
    {
        foreach (Parameter parameter in Parameters())
        {
            parameter.RequiresGrad = requiresGrad;
        }
    }

    /// <summary>Forgets the gradients of all parameters in this module.</summary>
    public void ZeroGrad()
    {
        foreach (Parameter parameter in Parameters())
        {
            parameter.ZeroGrad();
        }
    }

    /// <summary>Changes the element type of all parameters and floating-point buffers; create optimizers afterwards.</summary>
    /// <param name="type">Float32, or Float64 for gradient checks.</param>
    /// <exception cref="HoneException">The type is not floating point.</exception>
    public void To(DType type)
    {
        if (type is not (DType.Float32 or DType.Float64))
        {
            throw new HoneException("The parameters of a module are floating point.", type.ToString(), TypeName, "ask for Float32 or Float64");
        }

        foreach (Module module in Modules())
        {
            foreach ((_, Parameter parameter) in module._parameters)
            {
                parameter.ConvertTo(type);
            }

            foreach ((_, ModuleBuffer buffer) in module._buffers)
            {
                buffer.ConvertTo(type);
            }
        }
    }

    /// <summary>Runs a forward pass that takes or gives more than one tensor as <see cref="Forward(Tensor)"/> does: with hooks, and with the module's path in errors.</summary>
    /// <param name="x">The main input.</param>
    /// <param name="state">What the computation needs besides.</param>
    /// <param name="compute">The computation.</param>
    /// <param name="output">The main output of a result.</param>
    private protected TResult Traced<TState, TResult>(Tensor x, TState state, Func<TState, Tensor, TResult> compute, Func<TResult, Tensor> output)
    {
        BackwardWatch? watch = _backwardHooks.Count == 0 ? null : new BackwardWatch(this, x);
        x = watch?.Input ?? x;
        ForwardTrace trace = ForwardTrace.Current;
        trace.Enter(this, x);
        Tensor? y = null;
        TResult result;
        try
        {
            result = compute(state, x);
            y = output(result);
        }
        catch (HoneException error) when (error.ModulePath is null && trace.Describe(error) is { } described)
        {
            throw described;
        }
        finally
        {
            trace.Leave(y);
        }

        watch?.End(y);
        CallHooks(x, y);
        return result;
    }

    /// <summary>Computes the output; <see cref="Forward(Tensor)"/> calls it.</summary>
    /// <param name="x">Input.</param>
    protected abstract Tensor Compute(Tensor x);

    /// <summary>Computes the output from several inputs; <see cref="Forward(IReadOnlyList{Tensor})"/> calls it. A module takes one input unless it overrides this.</summary>
    /// <param name="inputs">At least two.</param>
    protected virtual Tensor ComputeAll(IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        throw new ShapeException($"{TypeName} takes one input.", $"{inputs.Count} inputs: {string.Join(", ", inputs.Select(input => input.Shape))}", TypeName, "join them with Cat, or write a module that overrides ComputeAll");
    }

    /// <summary>Makes a module part of this one.</summary>
    /// <param name="name">Name in paths, unique here and without dots.</param>
    /// <param name="child">The part; the same object may be registered in several places.</param>
    /// <returns>The child.</returns>
    /// <exception cref="HoneException">The name is taken, empty or has a dot.</exception>
    protected T Register<T>(string name, T child)
        where T : Module
    {
        ArgumentNullException.ThrowIfNull(child);
        RequireFreeName(name);
        _children.Add((name, child));
        return child;
    }

    /// <summary>Adds a parameter that gets its values in <c>Initialize(seed)</c>.</summary>
    /// <param name="name">Name in paths, such as <c>weight</c>.</param>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="initializer">The rule for the first values.</param>
    /// <param name="kind">Weight, bias or normalization.</param>
    /// <exception cref="HoneException">The name is taken, empty or has a dot.</exception>
    protected Parameter RegisterParameter(string name, Shape shape, Initializer initializer, ParameterKind kind = ParameterKind.Weight)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return RegisterParameter(name, new Parameter(name, shape, kind, initializer));
    }

    /// <summary>Adds convolution weights, which lie packed for their kernels.</summary>
    private protected Parameter RegisterConvolutionWeight(string name, Shape shape, Initializer initializer) =>
        RegisterParameter(name, new Parameter(name, shape, ParameterKind.Weight, initializer, packed: true));

    /// <summary>Adds an existing parameter, for example one that another module has too (tied weights).</summary>
    /// <param name="name">Name in paths, such as <c>weight</c>.</param>
    /// <inheritdoc cref="RegisterParameter(string, Shape, Initializer, ParameterKind)" path="/exception"/>
    /// <param name="parameter">The parameter.</param>
    protected Parameter RegisterParameter(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        RequireFreeName(name);
        _parameters.Add((name, parameter));
        return parameter;
    }

    /// <summary>Adds state that is saved with the weights and not trained.</summary>
    /// <inheritdoc cref="RegisterParameter(string, Shape, Initializer, ParameterKind)" path="/exception"/>
    /// <param name="name">Name in paths, such as <c>running_mean</c>.</param>
    /// <param name="value">First values.</param>
    protected ModuleBuffer RegisterBuffer(string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RequireFreeName(name);
        var buffer = new ModuleBuffer(value);
        _buffers.Add((name, buffer));
        return buffer;
    }

    /// <summary>Called when the model gets its first values; layers with random numbers of their own take their stream here.</summary>
    /// <param name="seed">Seed of the model.</param>
    /// <param name="path">Path of this module in the model; empty for the model itself.</param>
    protected virtual void OnInitialize(long seed, string path)
    {
    }

    /// <summary>Whether anybody watches this module.</summary>
    internal bool HasHooks => _hooks.Count > 0 || _backwardHooks.Count > 0;

    /// <summary>Shows gradients to the backward hooks.</summary>
    internal void CallBackwardHooks(Tensor? inputGradient, Tensor outputGradient)
    {
        foreach (BackwardHook hook in _backwardHooks.ToArray())
        {
            hook(this, inputGradient, outputGradient);
        }
    }

    /// <summary>The name of a direct child; null when it is none.</summary>
    internal string? NameOf(Module child)
    {
        foreach ((string name, Module candidate) in _children)
        {
            if (ReferenceEquals(candidate, child))
            {
                return name;
            }
        }

        return null;
    }

    private void SetTraining(bool isTraining)
    {
        foreach (Module module in Modules())
        {
            module.IsTraining = isTraining;
            if (isTraining)
            {
                module.KeepWeightForms(false);
            }
        }
    }

    private void CallHooks(Tensor x, Tensor y)
    {
        if (_hooks.Count == 0)
        {
            return;
        }

        // What a hook has seen stays readable until the step ends.
        x.Hold();
        y.Hold();
        foreach (ForwardHook hook in _hooks.ToArray())
        {
            hook(this, x, y);
        }
    }

    private void RequireFreeName(string name)
    {
        bool taken = _children.Exists(c => c.Name == name) || _parameters.Exists(p => p.Name == name) || _buffers.Exists(b => b.Name == name);
        if (taken || string.IsNullOrEmpty(name) || name.Contains('.'))
        {
            throw new HoneException(
                "Parts of a module have names of their own, without dots.",
                taken ? $"\"{name}\" a second time" : $"\"{name}\"",
                TypeName,
                "choose another name; dots join the names of nested modules");
        }
    }

    /// <summary>The inputs with the first one as a hook of the backward pass watches it.</summary>
    private static IReadOnlyList<Tensor> WithFirst(IReadOnlyList<Tensor> inputs, Tensor x) => ReferenceEquals(x, inputs[0]) ? inputs : [x, .. inputs.Skip(1)];

    private Tensor Run(IReadOnlyList<Tensor> inputs) => Traced(
        inputs[0],
        (Module: this, Inputs: inputs),
        static (run, x) => run.Inputs.Count == 1 ? run.Module.Compute(x) : run.Module.ComputeAll(WithFirst(run.Inputs, x)),
        static y => y);
}
