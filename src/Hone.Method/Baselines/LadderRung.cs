namespace Hone.Method;

/// <summary>One rung of a ladder.</summary>
/// <param name="Name">A short name for tables.</param>
/// <param name="Description">What it does, as one sentence.</param>
/// <param name="IsTrivial">Whether it knows nothing but the labels; models must beat the best trivial rung.</param>
/// <param name="Predict">Learns from the training items and predicts the validation items, with a seed.</param>
public sealed record LadderRung(string Name, string Description, bool IsTrivial, Func<long, CancellationToken, RungPredictions> Predict);
