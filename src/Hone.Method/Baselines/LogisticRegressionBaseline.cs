using Hone.Nn;

namespace Hone.Method;

/// <summary>Multinomial logistic regression on the raw numbers: the best that a weighted sum of pixels can do.</summary>
public sealed class LogisticRegressionBaseline : NetBaseline
{
    /// <inheritdoc/>
    public override string Name => "logistic regression";

    /// <inheritdoc/>
    public override string Description => "a weighted sum of the pixels for each class";

    private protected override Sequential CreateModel(int features, int classes) => LogisticRegression.Create(features, classes);
}
