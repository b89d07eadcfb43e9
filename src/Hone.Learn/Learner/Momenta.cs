namespace Hone.Learn;

/// <summary>Momentum over one cycle; for AdamW it is beta1.</summary>
/// <param name="Start">At the beginning.</param>
/// <param name="Middle">At the peak of the learning rate.</param>
/// <param name="End">At the end.</param>
public readonly record struct Momenta(double Start, double Middle, double End);
