namespace Hone.Method;

/// <summary>Hypotheses of about one confidence.</summary>
/// <param name="From">The lowest confidence, in percent.</param>
/// <param name="To">The highest confidence, in percent.</param>
/// <param name="Confidence">The mean confidence, from 0 to 1.</param>
/// <param name="CameTrue">The share that came true, from 0 to 1.</param>
/// <param name="N">How many hypotheses.</param>
public sealed record BeliefBin(int From, int To, double Confidence, double CameTrue, int N);
