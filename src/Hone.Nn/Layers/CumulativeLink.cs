namespace Hone.Nn;

/// <summary>From one score to ordered classes: the proportional odds model, whose thresholds cut the line of scores into one piece a class.</summary>
/// <remarks>
/// <para>
/// P(y &lt;= k | x) = sigmoid(t_k - x) with t_0 &lt; t_1 &lt; ... (<c>first</c>, and steps softplus(<c>gaps</c>) from one to the next), so that the chance of a higher class never grows with the threshold. The output is the
/// logarithm of P(y = k) = P(y &lt;= k) - P(y &lt;= k - 1), computed without cancellation as ln sigmoid(t_k - x) + ln sigmoid(x - t_(k-1)) + ln(1 - e^(t_(k-1) - t_k)), the terms of missing thresholds being 0.
/// As the probabilities add up to one, cross-entropy over this output is the log-likelihood, and the softmax gives the probabilities back.
/// </para>
/// Shapes: x <c>[batch, 1]</c>, y <c>[batch, classes]</c>. Source: McCullagh 1980, "Regression Models for Ordinal Data"; CORAL (Cao, Mirjalili and Raschka 2020) has the same thresholds over a shared score,
/// but learns them as separate yes-or-no questions and without keeping their order. First thresholds: 1 apart around 0, as if all classes were about as frequent.
/// </remarks>
public sealed class CumulativeLink : Module
{
    // softplus(FirstGap) = 1.
    private static readonly double s_firstGap = Math.Log(Math.E - 1);

    private readonly Parameter _first;
    private readonly Parameter? _gaps;

    /// <summary>Makes the layer.</summary>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public CumulativeLink(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        Config = new CumulativeLinkConfig(classes);
        _first = RegisterParameter("first", [1], Initializers.Constant(-(classes - 2) / 2.0), ParameterKind.Bias);
        _gaps = classes == 2 ? null : RegisterParameter("gaps", [classes - 2], Initializers.Constant(s_firstGap), ParameterKind.Bias);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>The thresholds as they stand, rising.</summary>
    /// <returns>One fewer than classes.</returns>
    public float[] Thresholds()
    {
        using NoGrad none = NoGrad.Enter();
        return Cuts(out _).To(DType.Float32).ToArray<float>();
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 2 || x.Shape[1] != 1)
        {
            throw new ShapeException("CumulativeLink reads one score an item: [batch, 1].", $"{x.Shape}", nameof(CumulativeLink), "let the last layer have one output");
        }

        Tensor z = Cuts(out Tensor? steps) - x; // [batch, classes - 1]
        Tensor below = -(-z).Softplus(); // ln sigmoid(t_k - x) of the classes 0 .. classes - 2
        Tensor above = -z.Softplus(); // ln sigmoid(x - t_(k-1)) of the classes 1 .. classes - 1
        Tensor y = below.Pad([0, 1]) + above.Pad([1, 0]); // [batch, classes]
        return steps is null ? y : y + (-(-steps).Expm1()).Log().Pad([1, 1]);
    }

    /// <summary>The thresholds and the steps between them: <c>[classes - 1]</c> and <c>[classes - 2]</c>.</summary>
    private Tensor Cuts(out Tensor? steps)
    {
        steps = _gaps?.Value.Softplus();
        return steps is null ? _first.Value : Tensor.Cat([_first.Value, _first.Value + steps.CumSum(0)]);
    }
}
