namespace Hone.Nn;

/// <summary>Multinomial logistic regression: flatten and one linear layer; with cross-entropy the simplest learned baseline.</summary>
public static class LogisticRegression
{
    /// <summary>Makes the model, without first values.</summary>
    /// <param name="inFeatures">Values of one item, all axes together.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>x: [batch, ...] with inFeatures values each, to logits: [batch, classes].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Sequential Create(int inFeatures, int classes) => MultilayerPerceptron.Create(inFeatures, [], classes);
}
