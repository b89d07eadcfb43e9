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
    private readonly bool _hasOwnNames;

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

    /// <summary>Joins modules under names of their own, as torchvision does in some models.</summary>
    internal Sequential(IReadOnlyList<(string Name, Module Layer)> layers)
    {
        _layers = [.. layers.Select(layer => Register(layer.Name, layer.Layer))];
        _hasOwnNames = true;
    }

    /// <summary>This sequence, or the one inside it where it holds nothing else: the layers that do the work.</summary>
    internal Sequential Innermost => _layers is [Sequential inner] ? inner.Innermost : this;

    /// <summary>Number of modules.</summary>
    public int Count => _layers.Length;

    /// <summary>The module at an index.</summary>
    public Module this[int index] => _layers[index];

    /// <summary>
    /// The configuration that built this net; otherwise the list of its layers' configurations, if each has one. Layers under names of their own have no such list, which
    /// would lose the names.
    /// </summary>
    public override ModelConfig? Config
    {
        get
        {
            if (base.Config is not null || _hasOwnNames)
            {
                return base.Config;
            }

            ModelConfig?[] layers = Array.ConvertAll(_layers, layer => layer.Config);
            return layers.Contains(null) ? null : new SequentialConfig(layers!);
        }
        init => base.Config = value;
    }

    /// <inheritdoc/>
    public IEnumerator<Module> GetEnumerator() => ((IEnumerable<Module>)_layers).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A convolution takes in a batch normalization with running statistics right behind it, and a ReLU behind that.</summary>
    protected override Module CreateInferenceForm()
    {
        var forms = new List<Module>();
        int i = 0;
        while (i < _layers.Length)
        {
            if (_layers[i] is not Conv2d convolution)
            {
                forms.Add(_layers[i++].OptimizeForInference());
                continue;
            }

            i++;
            BatchNorm2d? norm = i < _layers.Length && _layers[i] is BatchNorm2d { RunningMean: not null } behind ? behind : null;
            i += norm is null ? 0 : 1;
            bool relu = i < _layers.Length && _layers[i] is ReLU;
            i += relu ? 1 : 0;
            forms.Add(new FusedConvolution(convolution, norm, relu));
        }

        return new Sequential([.. forms]);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run(_layers, x);

    /// <summary><see cref="Module.Forward(Tensor)"/>, which also gives the results of some layers to the caller.</summary>
    /// <param name="x">Input.</param>
    /// <param name="taps">Indices of the layers, rising.</param>
    /// <param name="tapped">Takes their results; the caller releases them.</param>
    internal Tensor ForwardTapped(Tensor x, int[] taps, Tensor[] tapped) => Traced(
        x,
        (Layers: _layers, Taps: taps, Tapped: tapped),
        static (run, input) => LayerChain.Run(run.Layers, input, run.Taps, run.Tapped),
        static y => y);
}
