namespace Hone.Learn;

/// <summary>What came out of a layer at one training step.</summary>
/// <param name="Step">The step of the fit, from 0.</param>
/// <param name="Mean">Mean of all values.</param>
/// <param name="Std">Their standard deviation, with n - 1.</param>
/// <param name="NearZero">Share of values up to 0.05: dead units, behind a ReLU.</param>
/// <param name="Histogram">Counts of 40 bins from 0 to 10, values outside in the first and the last, where fastai leaves them out; empty unless asked for.</param>
public sealed record LayerActivation(long Step, double Mean, double Std, double NearZero, IReadOnlyList<int> Histogram);
