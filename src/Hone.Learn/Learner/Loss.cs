namespace Hone.Nn;

/// <summary>What training minimizes.</summary>
public abstract class Loss
{
    /// <summary>The loss of a batch.</summary>
    public abstract Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean);

    /// <summary>Numbers to show.</summary>
    public abstract Tensor Activation(Tensor prediction);
}

/// <summary>Cross-entropy.</summary>
public sealed class CrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        prediction.CrossEntropy(target, new CrossEntropyOptions { Reduction = reduction });

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction)
    {
        float[] values = prediction.ToArray<float>();
        int width = prediction.Shape[1];
        for (int i = 0; i < values.Length; i += width)
        {
            Span<float> row = values.AsSpan(i, width);
            float max = float.NegativeInfinity;
            foreach (float v in row) { max = Math.Max(max, v); }
            double sum = 0;
            for (int j = 0; j < width; j++) { row[j] = MathF.Exp(row[j] - max); sum += row[j]; }
            for (int j = 0; j < width; j++) { row[j] = (float)(row[j] / sum); }
        }

        return Tensor.From(values, prediction.Shape);
    }
}
