namespace Hone.Method;

/// <summary>The second level of a stack: few numbers, drawn towards the plain blend, because it learns from few rows.</summary>
internal abstract class StackModel
{
    /// <summary>Learns from some rows.</summary>
    public static StackModel Fit(EnsembleMembers members, ScoreMetric metric, int[] rows) =>
        metric.IsOfClasses ? ClassStack.Learn(members, rows) : ValueStack.Learn(members, rows);

    /// <summary>What each member counts for: the factor of its log-probabilities or of its values.</summary>
    public abstract IReadOnlyList<double> MemberWeights { get; }

    /// <summary>Outputs <c>[items, outputs]</c> from those of the members.</summary>
    public abstract float[] Predict(IReadOnlyList<ReadOnlyMemory<float>> outputs, int width);
}
