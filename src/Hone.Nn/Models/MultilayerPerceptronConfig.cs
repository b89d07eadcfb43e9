namespace Hone.Nn;

/// <summary>The configuration of <see cref="MultilayerPerceptron"/> and, without hidden layers, of <see cref="LogisticRegression"/>.</summary>
/// <param name="InFeatures">Values of one item, all axes together.</param>
/// <param name="Hidden">Sizes of the hidden layers.</param>
/// <param name="OutFeatures">Number of outputs.</param>
public sealed record MultilayerPerceptronConfig(int InFeatures, IReadOnlyList<int> Hidden, int OutFeatures) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => MultilayerPerceptron.Create(InFeatures, [.. Hidden], OutFeatures);
}
