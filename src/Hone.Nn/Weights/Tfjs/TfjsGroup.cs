namespace Hone.Nn;

/// <summary>Weights that lie one after the other in the joined bytes of some files.</summary>
/// <param name="Paths">The files, in order.</param>
/// <param name="Weights">The weights, in order.</param>
internal sealed record TfjsGroup(IReadOnlyList<string> Paths, IReadOnlyList<TfjsWeight> Weights);
