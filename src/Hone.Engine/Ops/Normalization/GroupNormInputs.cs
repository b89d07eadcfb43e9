namespace Hone.Ops;

/// <summary>The arguments of a group or instance normalization, checked: the shape rule of both.</summary>
internal readonly record struct GroupNormInputs(Tensor X, int Groups, Tensor? Weight, Tensor? Bias, double Eps)
{
    public int Channels => X.Shape[1];

    /// <summary>Values of one channel in one image.</summary>
    public int Rows => X.ElementCount == 0 ? 0 : X.ElementCount / X.Shape[0] / Channels;

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

        if (Groups < 1 || Channels % Groups != 0)
        {
            throw new ShapeException(
                $"{operation} cuts the channels into groups of equal size.",
                $"{Groups} groups for {Channels} channels at axis 1 of x {X.Shape}",
                operation,
                "choose a divisor of the number of channels");
        }

        if (!(Eps >= 0))
        {
            throw new HoneException($"{operation} needs eps of at least 0.", $"eps {Eps}", operation);
        }

        CheckVector(Weight, "weight", operation);
        CheckVector(Bias, "bias", operation);
    }

    /// <summary>The same with weight and bias in memory as the kernels read them: without gaps.</summary>
    public GroupNormInputs WithDenseVectors() => this with { Weight = Weight?.InDenseLayout(), Bias = Bias?.InDenseLayout() };

    /// <summary>Refuses statistics that have not one value for each channel, or lie with gaps.</summary>
    public void CheckStatistics(Tensor? vector, string name, string operation)
    {
        CheckVector(vector, name, operation);
        if (vector is not null && !vector.IsContiguous)
        {
            throw new HoneException(
                $"{operation} writes {name} where it lies: [{Channels}] without gaps.",
                $"a view of shape {vector.Shape} whose elements lie {vector.Strides[0]} apart",
                operation,
                "give the statistics a tensor of their own: Contiguous()");
        }
    }

    private void CheckVector(Tensor? vector, string name, string operation)
    {
        if (vector is not null && (vector.Shape != [Channels] || vector.DType != X.DType))
        {
            throw new ShapeException(
                $"{operation} needs {name}: [{Channels}] of type {X.DType} for x {X.Shape}.",
                $"{name} {vector.DType} {vector.Shape}",
                operation,
                $"create the layer for {Channels} channels");
        }
    }
}
