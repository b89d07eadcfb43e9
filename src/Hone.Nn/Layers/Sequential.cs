using System.Collections;

namespace Hone.Nn;

/// <summary>Runs modules one after the other; their names are their indices: <c>0.weight</c>.</summary>
/// <remarks>
/// PyTorch's <c>nn.Sequential</c>. Inside a step an intermediate result goes back to the pool as soon as the next layer has run, unless
/// backward needs it or a hook has seen it.
/// </remarks>
/// <example><code>
/// var model = new Sequential(new Linear(784, 50), new ReLU(), new Linear(50, 10)).Initialize(seed: 42);
/// </code></example>
public sealed class Sequential : Module, IReadOnlyList<Module>
{
    private readonly Module[] _layers;

    /// <summary>Joins modules.</summary>
    /// <param name="layers">In the order in which they run; none makes the identity.</param>
    public Sequential(params ReadOnlySpan<Module> layers)
    {
        _layers = layers.ToArray();
        for (int i = 0; i < _layers.Length; i++)
        {
            Register(i.ToString(System.Globalization.CultureInfo.InvariantCulture), _layers[i]);
        }
    }

    /// <summary>Number of modules.</summary>
    public int Count => _layers.Length;

    /// <summary>The module at an index.</summary>
    public Module this[int index] => _layers[index];

    /// <inheritdoc/>
    public IEnumerator<Module> GetEnumerator() => ((IEnumerable<Module>)_layers).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run(_layers, x);
}
