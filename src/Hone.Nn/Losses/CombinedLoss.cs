namespace Hone.Nn;

/// <summary>A weighted sum of losses over the same prediction and target, such as cross-entropy and Dice; read as the first of them.</summary>
/// <example><code>
/// var loss = new CombinedLoss((1, new CrossEntropyLoss()), (0.5, new DiceLoss(useMean: true)));
/// </code></example>
public sealed class CombinedLoss : Loss
{
    private readonly (double Weight, Loss Loss)[] _parts;

    /// <summary>Stores the parts.</summary>
    /// <param name="parts">Weight and loss of each part; the first says how predictions are read.</param>
    /// <exception cref="HoneException">There are no parts.</exception>
    public CombinedLoss(params ReadOnlySpan<(double Weight, Loss Loss)> parts)
    {
        if (parts.Length == 0)
        {
            throw new HoneException("A combined loss has at least one part.", "none", nameof(CombinedLoss), "pass pairs of a weight and a loss");
        }

        _parts = parts.ToArray();
    }

    /// <inheritdoc/>
    public override PredictionKind? Kind => _parts[0].Loss.Kind;

    /// <inheritdoc/>
    public override int ClassAxis => _parts[0].Loss.ClassAxis;

    /// <inheritdoc/>
    public override double Threshold => _parts[0].Loss.Threshold;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        Tensor sum = _parts[0].Loss.Compute(prediction, target, reduction) * _parts[0].Weight;
        for (int i = 1; i < _parts.Length; i++)
        {
            sum = sum + (_parts[i].Loss.Compute(prediction, target, reduction) * _parts[i].Weight);
        }

        return sum;
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => _parts[0].Loss.Activation(prediction);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => _parts[0].Loss.Decode(prediction);
}
