namespace Hone.Nn;

/// <summary>The classifier in the middle of <see cref="InceptionV3"/>.</summary>
/// <remarks>
/// torchvision's <c>InceptionAux</c> with its names (<c>conv0</c>, <c>conv1</c>, <c>fc</c>). Shapes: x <c>[batch, in, height, width]</c> with sides of 17 and more, y
/// <c>[batch, classes]</c>.
/// </remarks>
internal sealed class InceptionAuxiliary : Module
{
    /// <summary>The average of 5x5 pixels and the 5x5 convolution behind it reach this far.</summary>
    private const int SmallestSide = 17;

    private readonly Module[] _layers;

    public InceptionAuxiliary(int inChannels, InceptionBlocks blocks, int classes)
    {
        const int Features = 768;
        var pool = new AvgPool2d(5, new() { Stride = 3 });
        InceptionConv narrow = Register("conv0", blocks.Conv(inChannels, 128, 1));
        InceptionConv wide = Register("conv1", blocks.Conv(128, Features, 5));
        Linear linear = Register("fc", new Linear(blocks.Scaled(Features), classes, new() { WeightInitializer = Initializers.Normal(0.001) }));
        _layers = [pool, narrow, wide, new AdaptiveAvgPool2d(1), new Flatten(), linear];
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Shape[2] < SmallestSide || x.Shape[3] < SmallestSide)
        {
            throw new ShapeException(
                $"The classifier in the middle of InceptionV3 needs features of {SmallestSide}x{SmallestSide} pixels and more.",
                $"features {x.Shape}",
                nameof(InceptionV3),
                "use images of 299 pixels and more, as in the paper, or a net without Auxiliary");
        }

        return LayerChain.Run(_layers, x);
    }
}
