namespace Hone.Nn;

/// <summary>What a layer gave before <see cref="Lsuv"/> scaled it.</summary>
/// <param name="Path">Path in the model.</param>
/// <param name="Mean">Mean of all outputs.</param>
/// <param name="Deviation">Standard deviation of all outputs.</param>
public sealed record LsuvLayer(string Path, double Mean, double Deviation);
