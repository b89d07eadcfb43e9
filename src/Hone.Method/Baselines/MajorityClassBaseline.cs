namespace Hone.Method;

/// <summary>Says for every item what is most frequent in training: what one gets for knowing nothing but the labels.</summary>
public sealed class MajorityClassBaseline : Baseline
{
    /// <inheritdoc/>
    public override string Name => "majority class";

    /// <inheritdoc/>
    public override string Description => "always the most frequent class of the training part";

    /// <inheritdoc/>
    public override float[] FitPredict(BaselineData train, BaselineData valid, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(valid);
        var shares = new float[train.ClassCount];
        foreach (int label in train.Labels)
        {
            shares[label] += 1f / train.Count;
        }

        var outputs = new float[valid.Count * train.ClassCount];
        for (int item = 0; item < valid.Count; item++)
        {
            shares.CopyTo(outputs, item * train.ClassCount);
        }

        return outputs;
    }
}
