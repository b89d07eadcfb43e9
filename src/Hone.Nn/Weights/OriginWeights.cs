using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Hone.Nn;

/// <summary>Weights by name that say where they come from, so that a <see cref="Backbone"/> of another form can refuse them.</summary>
/// <remarks>
/// <see cref="TorchCheckpoint.StateDict"/>, files of safetensors that name the format <c>pt</c>, and maps with an <see cref="KeyMap.Origin"/> give such weights; a <see cref="KeyMap"/> without
/// one keeps the origin of its source. A copy into a <see cref="Dictionary{TKey, TValue}"/> says nothing and is refused by nobody.
/// </remarks>
public sealed class OriginWeights : IReadOnlyDictionary<string, Tensor>
{
    private readonly IReadOnlyDictionary<string, Tensor> _weights;

    /// <summary>Names the origin of weights; the tensors are shared, not copied.</summary>
    /// <param name="weights">Tensors by name.</param>
    /// <param name="origin">Where they come from.</param>
    public OriginWeights(IReadOnlyDictionary<string, Tensor> weights, WeightOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = weights;
        Origin = origin;
    }

    /// <summary>Where the weights come from.</summary>
    public WeightOrigin Origin { get; }

    /// <inheritdoc/>
    public int Count => _weights.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _weights.Keys;

    /// <inheritdoc/>
    public IEnumerable<Tensor> Values => _weights.Values;

    /// <inheritdoc/>
    public Tensor this[string key] => _weights[key];

    /// <summary>Weights with an origin where there is one.</summary>
    internal static IReadOnlyDictionary<string, Tensor> Of(IReadOnlyDictionary<string, Tensor> weights, WeightOrigin? origin) => origin is { } known ? new OriginWeights(weights, known) : weights;

    /// <summary>The origin that weights say; null for others.</summary>
    internal static WeightOrigin? OriginOf(IReadOnlyDictionary<string, Tensor> weights) => (weights as OriginWeights)?.Origin;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _weights.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Tensor value) => _weights.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => _weights.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
