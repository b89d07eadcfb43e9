using Hone.Nn;

namespace Hone.Learn;

/// <summary>Scores several items for each user with a model of pairs, such as <see cref="EmbeddingDotBias"/>.</summary>
/// <remarks>Shapes: x <c>[batch, items, 2]</c> of type Int64, user and item of each pair; y <c>[batch, items]</c>. The model sees <c>[batch * items, 2]</c>.</remarks>
public sealed class CandidateScorer : Module
{
    /// <summary>Wraps the model.</summary>
    /// <param name="pairs">A model from pairs <c>[pairs, 2]</c> to scores <c>[pairs]</c> or <c>[pairs, 1]</c>.</param>
    public CandidateScorer(Module pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Pairs = Register("pairs", pairs);
        Config = pairs.Config is { } config ? new CandidateScorerConfig(config) : null;
    }

    /// <summary>The model of pairs.</summary>
    public Module Pairs { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 3 || x.Shape[2] != 2)
        {
            throw new ShapeException("CandidateScorer reads pairs of user and item: [batch, items, 2].", $"{x.Shape}", nameof(CandidateScorer), "make the batch with ImplicitData");
        }

        Tensor scores = Pairs.Forward(x.Reshape(-1, 2)); // [batch * items] or [batch * items, 1]
        return scores.Reshape(x.Shape[0], x.Shape[1]); // [batch, items]
    }
}
