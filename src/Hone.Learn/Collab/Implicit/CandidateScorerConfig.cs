using Hone.Nn;

namespace Hone.Learn;

/// <summary>The configuration of <see cref="CandidateScorer"/>.</summary>
/// <param name="Pairs">The model of pairs.</param>
public sealed record CandidateScorerConfig(ModelConfig Pairs) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new CandidateScorer(Pairs.Build());
}
