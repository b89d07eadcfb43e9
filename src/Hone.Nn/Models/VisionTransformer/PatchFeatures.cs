namespace Hone.Nn;

/// <summary>A vision transformer without its head: the tokens of the patches behind the last normalization, as an image.</summary>
/// <remarks>
/// The class token takes part in the attention and is left out of the result, which a <see cref="ModelHead"/> pools; fastai takes the class token alone.
/// Shapes: x <c>[batch, channels, height, width]</c>, y <c>[batch, size, height / patch, width / patch]</c>.
/// </remarks>
internal sealed class PatchFeatures : Module
{
    private const double Deviation = 0.02;

    private readonly int _patch;
    private readonly int _side;
    private readonly int _size;
    private readonly PatchEmbedding _patches;
    private readonly Sequential _blocks;
    private readonly LayerNorm _norm;

    public PatchFeatures(int size, int depth, int heads, VisionTransformerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PatchSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ImageSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Expansion, 1, nameof(options));
        if (size % heads != 0)
        {
            throw new HoneException("The heads of attention share its features equally.", $"{size} features, {heads} heads", nameof(VisionTransformer), "choose a number of heads that divides the size");
        }

        if (options.ImageSize % options.PatchSize != 0)
        {
            throw new HoneException(
                "The patches of a vision transformer cover its images.",
                $"images of {options.ImageSize} pixels, patches of {options.PatchSize}",
                nameof(VisionTransformer),
                $"use an ImageSize of {(options.ImageSize / options.PatchSize + 1) * options.PatchSize}, or another PatchSize");
        }

        Config = new PatchFeaturesConfig(size, depth, heads, options);
        _patch = options.PatchSize;
        _side = options.ImageSize / options.PatchSize;
        _size = size;

        // No weight decay on either, as in timm.
        ClassToken = RegisterParameter("cls_token", [1, 1, size], Initializers.Normal(1e-6), ParameterKind.Bias);
        Positions = RegisterParameter("pos_embed", [1, (_side * _side) + 1, size], Initializers.Normal(Deviation), ParameterKind.Bias);
        _patches = Register("patch_embed", new PatchEmbedding(options.InChannels, size, _patch));
        var blocks = new Module[depth];
        for (int i = 0; i < depth; i++)
        {
            // Deeper blocks are dropped more often.
            blocks[i] = new PatchBlock(size, heads, options.Expansion, options.DropPath * i / Math.Max(1, depth - 1));
        }

        _blocks = Register("blocks", new Sequential(blocks));
        _norm = Register("norm", Norm(size));
    }

    /// <summary>cls_token: [1, 1, size]</summary>
    public Parameter ClassToken { get; }

    /// <summary>pos_embed: [1, 1 + patches, size]; the class comes first, then the patches row by row.</summary>
    public Parameter Positions { get; }

    /// <summary>A linear layer with timm's first values.</summary>
    public static Linear Dense(int inFeatures, int outFeatures) => new(inFeatures, outFeatures, new()
    {
        WeightInitializer = Initializers.Normal(Deviation),
        BiasInitializer = Initializers.Zeros,
    });

    /// <summary>A layer normalization with timm's epsilon.</summary>
    public static LayerNorm Norm(int size) => new([size], new() { Epsilon = 1e-6 });

    /// <summary>All tokens behind the last normalization: [batch, 1 + patches, size]; the class comes first.</summary>
    public Tensor Tokens(Tensor x)
    {
        if (x.Rank != 4 || x.Shape[2] == 0 || x.Shape[3] == 0 || x.Shape[2] % _patch != 0 || x.Shape[3] % _patch != 0)
        {
            throw new ShapeException(
                $"A vision transformer needs x: [batch, channels, height, width] with sides that are multiples of {_patch}.",
                $"x {x.Shape}",
                nameof(VisionTransformer),
                $"resize or crop the images to multiples of {_patch} pixels, such as {_side * _patch}");
        }

        Tensor patches = _patches.Forward(x); // [batch, patches, size]
        Tensor classes = ClassToken.Value.Expand([x.Shape[0], 1, _size]);
        Tensor joined = Tensor.Cat([classes, patches], 1); // [batch, 1 + patches, size]
        patches.ReleaseAfter(joined);
        Tensor placed = joined + PositionsFor(x.Shape[2] / _patch, x.Shape[3] / _patch);
        joined.ReleaseAfter(placed);
        return LayerChain.Run([_blocks, _norm], placed);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor tokens = Tokens(x);
        Tensor patches = tokens.Narrow(1, 1, tokens.Shape[1] - 1).Contiguous(); // [batch, patches, size]
        return patches.Reshape(x.Shape[0], x.Shape[2] / _patch, x.Shape[3] / _patch, _size).Permute(0, 3, 1, 2);
    }

    /// <summary>pos_embed for a grid of patches: [1, 1 + height width, size].</summary>
    private Tensor PositionsFor(int height, int width)
    {
        Tensor positions = Positions.Value;
        if (height == _side && width == _side)
        {
            return positions;
        }

        Tensor grid = positions.Narrow(1, 1, _side * _side).Contiguous().Reshape(1, _side, _side, _size).Permute(0, 3, 1, 2);
        Tensor resized = grid.Interpolate(new() { Size = new Size2d(height, width), Mode = InterpolateMode.Bicubic, Antialias = true }); // [1, size, height, width]
        Tensor rows = resized.Permute(0, 2, 3, 1).Contiguous().Reshape(1, height * width, _size);
        return Tensor.Cat([positions.Narrow(1, 0, 1), rows], 1);
    }
}
