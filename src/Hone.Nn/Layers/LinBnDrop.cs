namespace Hone.Nn;

/// <summary>Batch normalization, dropout, linear layer, activation: the unit of which heads and tabular nets are made.</summary>
/// <remarks>
/// fastai's <c>LinBnDrop</c>: the linear layer has no bias beside a normalization, whose shift begins at 1e-3; its weights begin by PyTorch's rule before any
/// activation; the names are indices. Shapes: x <c>[batch, in]</c>, y <c>[batch, out]</c>.
/// </remarks>
public sealed class LinBnDrop : Module
{
    private readonly Module[] _layers;

    /// <summary>Makes the block.</summary>
    /// <param name="inFeatures">Features of the input.</param>
    /// <param name="outFeatures">Features of the output.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public LinBnDrop(int inFeatures, int outFeatures, LinBnDropOptions? options = null)
    {
        options ??= new LinBnDropOptions();
        Config = new LinBnDropConfig(inFeatures, outFeatures, options);
        var prepare = new List<Module>();
        if (options.Norm)
        {
            prepare.Add(new BatchNorm1d(options.LinearFirst ? outFeatures : inFeatures, BlockNorms.Options(BlockNorm.Batch)));
        }

        if (options.Dropout > 0)
        {
            prepare.Add(new Dropout(options.Dropout));
        }

        var linear = new List<Module> { new Linear(inFeatures, outFeatures, new() { Bias = !options.Norm }) };
        if (Activations.Layer(options.Activation) is { } activation)
        {
            linear.Add(activation);
        }

        _layers = options.LinearFirst ? [.. linear, .. prepare] : [.. prepare, .. linear];
        for (int i = 0; i < _layers.Length; i++)
        {
            Register(i.ToString(System.Globalization.CultureInfo.InvariantCulture), _layers[i]);
        }
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => LayerChain.Run(_layers, x);
}
