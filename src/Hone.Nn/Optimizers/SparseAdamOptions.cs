namespace Hone.Nn;

/// <summary>Options of <see cref="SparseAdam"/>.</summary>
public sealed record SparseAdamOptions : AdaptiveOptions
{
    /// <summary>Weight decay; 0, and nothing else is taken: decay would change every row in every step.</summary>
    public override double WeightDecay { get; init; }
}
