namespace Hone.Nn;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">Tensors by name, in the order of their data.</param>
/// <param name="Metadata">Free text by key; empty when the file has none.</param>
public sealed record SafetensorsContent(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
