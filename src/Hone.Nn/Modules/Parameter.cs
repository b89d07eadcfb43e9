namespace Hone.Nn;

/// <summary>
/// A tensor that training changes: a named leaf with a gradient. Its memory comes into being with <c>Initialize(seed)</c> or when
/// weights are loaded, and moves into a flat arena when an optimizer takes it.
/// </summary>
/// <remarks>PyTorch's <c>nn.Parameter</c>; a layer registers it with a rule for its first values instead of the values.</remarks>
public sealed class Parameter
{
    private Initializer? _initializer;
    private readonly bool _packed;
    private Tensor? _value;
    private bool _requiresGrad = true;

    /// <summary>A parameter with values, for optimization without modules.</summary>
    /// <param name="name">Name in messages and checkpoints.</param>
    /// <param name="value">First values; a floating-point leaf that belongs to the parameter from now on.</param>
    /// <param name="kind">Whether weight decay applies: to <see cref="ParameterKind.Weight"/> only, unless the optimizer is told.</param>
    /// <exception cref="HoneException">The tensor is not a floating-point leaf.</exception>
    public Parameter(string name, Tensor value, ParameterKind kind = ParameterKind.Weight)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Producer is not null)
        {
            throw new HoneException("A parameter is a leaf.", $"the result of {value.Producer.Name} with shape {value.Shape}", name, "pass Detach() of the tensor");
        }

        Path = name;
        Kind = kind;
        Shape = value.Shape;
        DType = value.DType;
        Value = value.Keep();
    }

    internal Parameter(string name, Shape shape, ParameterKind kind, Initializer initializer, bool packed = false)
    {
        _packed = packed;
        Path = name;
        Kind = kind;
        Shape = shape;
        _initializer = initializer;
    }

    /// <summary>Path in the model, such as <c>layer1.0.conv1.weight</c>; the local name until the model is initialized or loaded.</summary>
    public string Path { get; private set; }

    /// <summary>Weight, bias or normalization.</summary>
    public ParameterKind Kind { get; }

    /// <summary>Sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Element type; Float32 unless <see cref="Module.To"/> changed it.</summary>
    public DType DType { get; private set; } = DType.Float32;

    /// <summary>Number of values.</summary>
    public int ElementCount => Shape.ElementCount;

    /// <summary>Whether there are values yet.</summary>
    public bool IsInitialized => _value is not null;

    /// <summary>The values, as a leaf that operations take.</summary>
    /// <exception cref="HoneException">The parameter has no values yet.</exception>
    public Tensor Value
    {
        get => _value ?? throw new HoneException(
            "A parameter has values before it is used.",
            $"parameter {Path} of shape {Shape} without values",
            Path,
            "call Initialize(seed) on the whole model, or load weights");
        private set
        {
            value.RequiresGrad = _requiresGrad;
            value.Name = Path;
            _value = value;
        }
    }

    /// <summary>The gradient that the last backward left; null when there is none.</summary>
    public Tensor? Grad => _value?.Grad;

    /// <summary>The gradient as touched rows, when the last backward left it in that form; <see cref="Grad"/> is null then.</summary>
    public RowGradient? SparseGrad => _value?.SparseGrad;

    /// <summary>Whether backward computes a gradient; false freezes the parameter.</summary>
    public bool RequiresGrad
    {
        get => _requiresGrad;
        set
        {
            _requiresGrad = value;
            if (_value is not null)
            {
                _value.RequiresGrad = value;
                if (!value)
                {
                    _value.ZeroGrad();
                }
            }
        }
    }

    /// <summary>Forgets the gradient.</summary>
    public void ZeroGrad() => _value?.ZeroGrad();

    /// <summary>Path, shape and type.</summary>
    public override string ToString() => $"{Path} {DType} {Shape}";

    /// <summary>Changes the rule for the first values of the next <c>Initialize(seed)</c>; a parameter that came with values keeps them.</summary>
    internal void UseInitializer(Initializer initializer)
    {
        if (_initializer is not null)
        {
            _initializer = initializer;
        }
    }

    /// <summary>Fills with first values that depend on seed and path alone.</summary>
    internal void Initialize(long seed, string path)
    {
        Rename(path);
        if (_initializer is null)
        {
            return;
        }

        // Memory of a step serves every parameter of a model in turn.
        using StepScope step = StepScope.Begin();
        Tensor values = step.Rent(Shape);
        Span<float> numbers = values.AsSpan<float>();
        numbers.Clear();
        _initializer.Fill(numbers, Shape, new RandomStream(seed, "init/" + path));
        Allocated().CopyFrom(values.To(DType));
    }

    /// <summary>Overwrites the values; they are converted to this parameter's type.</summary>
    internal void Load(Tensor source, string path)
    {
        Rename(path);
        Allocated().CopyFrom(Converted(source, DType));
    }

    /// <summary>Changes the element type; gradients are forgotten.</summary>
    internal void ConvertTo(DType type)
    {
        if (type == DType)
        {
            return;
        }

        DType = type;
        if (_value is not null)
        {
            Tensor old = _value;
            _value = null;
            Allocated().CopyFrom(Converted(old, type));
        }
    }

    /// <summary>The values in another type; packed convolution weights are unpacked on the way.</summary>
    private static Tensor Converted(Tensor source, DType type) => source.DType == type ? source : source.ContiguousCopy().To(type);

    private void Rename(string path)
    {
        Path = path;
        if (_value is not null)
        {
            _value.Name = path;
        }
    }

    /// <summary>The memory of the values; convolution weights lie in the panels that their kernels read.</summary>
    private Tensor Allocated() => _value ?? (Value = _packed
        ? Tensor.ZerosPacked(Shape, DType)
        : Tensor.ZerosPersistent(Shape, DType));
}
