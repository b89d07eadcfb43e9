namespace Hone.Nn;

/// <summary>The configuration of a <see cref="ModelBody"/>: a classifier, and how much of it is kept.</summary>
/// <param name="Classifier">The classifier that was cut.</param>
/// <param name="Kept">Number of its first children.</param>
public sealed record BodyConfig(ModelConfig Classifier, int Kept) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        // A negative number would count from the end.
        ArgumentOutOfRangeException.ThrowIfLessThan(Kept, 1);
        return ModelBody.Create(Classifier.Build(), Kept);
    }
}
