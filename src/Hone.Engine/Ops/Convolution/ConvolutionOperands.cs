namespace Hone.Ops;

/// <summary>What the convolutions ask of their operands, and the advice for those that do not fit.</summary>
internal static class ConvolutionOperands
{
    /// <summary>The kernels add a stride or two to a position in 32 bits; a stride that is longer than the padded axis means the same as one of its length.</summary>
    /// <param name="stride">Asked for.</param>
    /// <param name="padded">Pixels of the axis, padding included.</param>
    public static int Stride(int stride, long padded) => (int)Math.Min(stride, Math.Max(padded, 3)); // 1 and 2 stay what they are: they choose the algorithm.

    /// <summary>Refuses operands of two types, and of types that the kernels cannot compute with.</summary>
    public static void RequireFloatingPoint(Tensor x, Tensor weight, string operation)
    {
        ElementwiseMap.RequireSameType(x, weight, operation);
        if (!DTypes.IsFloatingPoint(x.DType))
        {
            throw new HoneException(
                $"{operation} works on floating-point tensors.",
                $"x {x.DType} {x.Shape}, weight {weight.DType} {weight.Shape}",
                operation,
                "convert both with To(DType.Float32) first");
        }
    }

    /// <summary>One thing to try, for the first condition that x [batch, in, ...], weight [out, in / groups, kernel ...] and bias [out] break.</summary>
    /// <param name="x">x</param>
    /// <param name="weight">weight</param>
    /// <param name="groups">At least 1.</param>
    /// <param name="rank">Axes that x and weight should have: 3 or 4.</param>
    public static string Advice(Tensor x, Tensor weight, int groups, int rank)
    {
        if (AxesAdvice(x, weight, rank) is { } axes)
        {
            return axes;
        }

        if (Math.Min(weight.Shape[0], weight.Shape[1]) < 1)
        {
            return "give the weight at least one channel of input and of output";
        }

        if (weight.Shape[0] % groups != 0)
        {
            return $"choose groups that divide the {weight.Shape[0]} channels of the output";
        }

        long channels = (long)weight.Shape[1] * groups;
        if (x.Shape[1] == channels)
        {
            return BiasAdvice(x, weight.Shape[0]);
        }

        int fitting = x.Shape[1] / weight.Shape[1];
        bool groupsCanFit = fitting > 0 && x.Shape[1] % weight.Shape[1] == 0 && weight.Shape[0] % fitting == 0;
        return $"x must have {channels} channels at axis 1" + (groupsCanFit ? $", or groups must be {fitting}" : string.Empty);
    }

    /// <summary>The same for x [batch, in, ...], weight [in, out / groups, kernel ...] and bias [out] of a transposed convolution.</summary>
    /// <inheritdoc cref="Advice" path="/param"/>
    public static string TransposedAdvice(Tensor x, Tensor weight, int groups, int rank)
    {
        if (AxesAdvice(x, weight, rank) is { } axes)
        {
            return axes;
        }

        if (Math.Min(weight.Shape[0], weight.Shape[1]) < 1)
        {
            return "give the weight at least one channel of input and of output";
        }

        if (x.Shape[1] != weight.Shape[0])
        {
            return $"x must have {weight.Shape[0]} channels at axis 1";
        }

        return weight.Shape[0] % groups != 0
            ? $"choose groups that divide the {weight.Shape[0]} channels of the input"
            : BiasAdvice(x, (long)weight.Shape[1] * groups);
    }

    private static string? AxesAdvice(Tensor x, Tensor weight, int rank)
    {
        string axes = rank == 3 ? "three" : "four";
        return weight.Rank != rank ? $"give the weight {axes} axes"
            : x.Rank == rank ? null
            : x.Rank == rank - 1 ? "give x its batch axis with Unsqueeze(0)"
            : $"give x {axes} axes";
    }

    private static string BiasAdvice(Tensor x, long outputs) => $"the bias must be {x.DType} [{outputs}], one number for each channel of the output";
}
