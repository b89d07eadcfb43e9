namespace Hone.Nn;

/// <summary>Puts the input behind what layers make of it: y = cat(path(x), x) along the channels (Huang et al. 2017).</summary>
/// <remarks>
/// fastai's <c>SequentialEx</c> with a <c>MergeLayer(dense=True)</c> at its end; <see cref="Residual"/> is the one that adds. The path keeps every axis but the channels, of which it may give any
/// number. The parameters are those of the path, below <c>path</c>: <c>path.0.weight</c>. Shapes: x <c>[batch, in, ...]</c>, y <c>[batch, out + in, ...]</c>, where out is what the path gives; a path
/// without layers gives x twice.
/// </remarks>
/// <example><code>
/// var block = new Sequential(new MergeLayer(new ConvLayer(64, 32)), new ConvLayer(96, 64)).Initialize(seed: 42);
/// </code></example>
public sealed class MergeLayer : Module
{
    private readonly Sequential _path;

    /// <summary>Joins the layers of the path.</summary>
    /// <param name="path">In the order in which they run.</param>
    public MergeLayer(params ReadOnlySpan<Module> path)
        : this(new Sequential(path))
    {
    }

    private MergeLayer(Sequential path) => _path = Register("path", path);

    /// <inheritdoc/>
    public override ModelConfig? Config => _path.Config is SequentialConfig path ? new MergeLayerConfig(path.Layers) : null;

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new MergeLayer((Sequential)_path.OptimizeForInference());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor made = _path.Forward(x);
        if (!Fits(made.Shape, x.Shape))
        {
            throw new ShapeException("The path of a merge keeps every axis but the channels.", $"{x.Shape} became {made.Shape}", nameof(MergeLayer), "give its layers stride 1 and padding");
        }

        Tensor y = Tensor.Cat([made, x], axis: 1);
        LayerChain.Release(made, y, x);
        return y;
    }

    private static bool Fits(Shape made, Shape x) => x.Rank >= 2 && made.Rank == x.Rank && made[0] == x[0] && made.AsSpan()[2..].SequenceEqual(x.AsSpan()[2..]);
}
