namespace Hone.Ops;

/// <summary>The arguments of a batch normalization, checked: the shape rule of its three forms.</summary>
internal readonly record struct BatchNormInputs(
    Tensor X,
    Tensor? Residual,
    Tensor Weight,
    Tensor Bias,
    Tensor RunningMean,
    Tensor RunningVar,
    bool Training,
    double Momentum,
    double Eps)
{
    public int Channels => X.Shape[1];

    /// <summary>Values for each channel.</summary>
    public int Rows => Channels == 0 ? 0 : X.ElementCount / Channels;

    /// <summary>Strides of x's shape with the channels innermost: what the kernels walk.</summary>
    public int[] ChannelsInner => Layout.ChannelsInner(X.Shape);

    /// <summary>Refuses shapes, types and numbers that do not fit together.</summary>
    public void Check(string operation)
    {
        if (X.Rank < 2 || !DTypes.IsFloatingPoint(X.DType))
        {
            throw new ShapeException(
                $"{operation} needs floating-point x: [batch, channels, ...].",
                $"x {X.DType} {X.Shape}",
                operation,
                "reshape x so that axis 1 holds the channels");
        }

        CheckVector(Weight, "weight", operation);
        CheckVector(Bias, "bias", operation);
        CheckStatistics(RunningMean, "runningMean", operation);
        CheckStatistics(RunningVar, "runningVar", operation);
        if (Residual is not null && (Residual.Shape != X.Shape || Residual.DType != X.DType))
        {
            throw new ShapeException(
                $"{operation} adds a residual of x's shape {X.DType} {X.Shape}.",
                $"residual {Residual.DType} {Residual.Shape}",
                operation,
                "give the skip connection the same channels and stride as the main path");
        }

        if (Training && Rows == 1)
        {
            throw new ShapeException(
                $"{operation} needs more than one value for each channel when training: a single value has no variance.",
                $"x {X.Shape}: 1 value for each of {Channels} channels",
                operation,
                "use a batch of 2 or more, drop the last smaller batch, or call Eval() on the model");
        }

        if (!(Eps > 0) || !(Momentum >= 0 && Momentum <= 1))
        {
            throw new HoneException($"{operation} needs eps above 0 and momentum in 0..1.", $"eps {Eps}, momentum {Momentum}", operation);
        }
    }

    /// <summary>The same with weight and bias in memory as the kernels read them: without gaps.</summary>
    public BatchNormInputs WithDenseVectors() => this with { Weight = Weight.InDenseLayout(), Bias = Bias.InDenseLayout() };

    private void CheckStatistics(Tensor vector, string name, string operation)
    {
        CheckVector(vector, name, operation);
        if (!vector.IsContiguous)
        {
            throw new HoneException(
                $"{operation} writes {name} where it lies: [{Channels}] without gaps.",
                $"a view of shape {vector.Shape} whose elements lie {vector.Strides[0]} apart",
                operation,
                "give the statistics a tensor of their own: Contiguous()");
        }
    }

    private void CheckVector(Tensor vector, string name, string operation)
    {
        if (!vector.Shape.IsVector(Channels) || vector.DType != X.DType)
        {
            throw new ShapeException(
                $"{operation} needs {name}: [{Channels}] of type {X.DType} for x {X.Shape}.",
                $"{name} {vector.DType} {vector.Shape}",
                operation,
                $"create the layer for {Channels} channels");
        }
    }
}
