namespace Hone.Method;

/// <summary>Two texts that share most of their five-word pieces.</summary>
/// <param name="First">Position of the first.</param>
/// <param name="Second">Position of the second, after the first.</param>
/// <param name="Jaccard">Shared pieces / all pieces of both.</param>
/// <param name="Containment">Shared pieces / pieces of the shorter one: near 1 for a quote in a longer text.</param>
internal readonly record struct NearTextPair(int First, int Second, double Jaccard, double Containment);
