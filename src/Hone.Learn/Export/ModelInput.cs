namespace Hone.Learn;

/// <summary>What the model sees, one item.</summary>
/// <param name="Kind">Images or numbers.</param>
/// <param name="Shape">Sizes of the axes, without the batch.</param>
public sealed record ModelInput(InputKind Kind, IReadOnlyList<int> Shape);
