namespace Hone.Nn;

/// <summary>Adds the input to what layers make of it: y = x + path(x) (He et al. 2016).</summary>
/// <remarks>
/// The path keeps the shape and nothing follows the sum, unlike <see cref="ResBlock"/>, where a ReLU does. The parameters are those of the path, below <c>path</c>:
/// <c>path.0.weight</c>. Shapes: x <c>[...]</c>, y like x.
/// </remarks>
/// <example><code>
/// var block = new Residual(new ConvLayer(64, 64), new ConvLayer(64, 64)).Initialize(seed: 42);
/// </code></example>
public sealed class Residual : Module
{
    private readonly Sequential _path;

    /// <summary>Joins the layers of the path.</summary>
    /// <param name="path">In the order in which they run.</param>
    public Residual(params ReadOnlySpan<Module> path)
        : this(new Sequential(path))
    {
    }

    private Residual(Sequential path) => _path = Register("path", path);

    /// <inheritdoc/>
    public override ModelConfig? Config => _path.Config is SequentialConfig path ? new ResidualConfig(path.Layers) : null;

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Residual((Sequential)_path.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor change = _path.Forward(x);
        if (change.Shape != x.Shape)
        {
            throw new ShapeException("The path of a residual block keeps the shape.", $"{x.Shape} became {change.Shape}", nameof(Residual), "give the last layer as many channels as the input has, and padding");
        }

        Tensor y = x + change;
        LayerChain.Release(change, y, x);
        return y;
    }
}
