namespace Hone.Nn;

/// <summary>A transformer over the patches of an image: a token for each patch and one for the class, positions, blocks of attention, a linear layer.</summary>
/// <remarks>
/// timm's <c>VisionTransformer</c> with its names (<c>cls_token</c>, <c>pos_embed</c>, <c>patch_embed.proj</c>, <c>blocks.0.norm1</c>,
/// <c>blocks.0.attn.qkv</c>, <c>blocks.0.attn.proj</c>, <c>blocks.0.norm2</c>, <c>blocks.0.mlp.fc1</c>, <c>blocks.0.mlp.fc2</c>, <c>norm</c>, <c>head</c>), its
/// epsilon 1e-6 and its initialization: linear layers and positions normal with deviation 0.02 (timm cuts at plus or minus 2, a hundred deviations, so
/// nothing is ever cut), biases 0, the class token 1e-6, PyTorch's rule for the patches. For images of another size than <see
/// cref="VisionTransformerOptions.ImageSize"/> the positions are resized (bicubic, antialiased), as with timm's <c>dynamic_img_size</c>. The class token and
/// the positions are spared from weight decay. Shapes: x <c>[batch, 3, height, width]</c> with sides that are multiples of the patch size, y <c>[batch,
/// classes]</c>. Source: Dosovitskiy et al. 2021, An Image Is Worth 16x16 Words; Touvron et al. 2021 for the small ones.
/// </remarks>
/// <example><code>
/// VisionTransformer model = VisionTransformer.Tiny(new() { Classes = 12 }).Initialize(seed: 42);
/// </code></example>
public sealed class VisionTransformer : Module
{
    private readonly PatchFeatures _features;
    private readonly Linear _head;

    /// <summary>Makes a net of any size, without first values.</summary>
    /// <param name="size">Features of a token.</param>
    /// <param name="depth">Number of blocks.</param>
    /// <param name="heads">Number of heads of attention, a divisor of the size.</param>
    /// <param name="options">timm's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="HoneException">The heads do not divide the size, the patches do not divide the image, or the dropped fraction is not in 0..1.</exception>
    public VisionTransformer(int size, int depth, int heads, VisionTransformerOptions? options = null)
    {
        options ??= new VisionTransformerOptions();
        Config = new VisionTransformerConfig(size, depth, heads, options);
        _features = new PatchFeatures(size, depth, heads, options);
        RegisterParameter("cls_token", _features.ClassToken);
        RegisterParameter("pos_embed", _features.Positions);
        foreach ((string name, Module child) in _features.Children())
        {
            Register(name, child);
        }

        _head = Register("head", PatchFeatures.Dense(size, options.Classes));
    }

    /// <summary>ViT-Ti/16: 192 features, 12 blocks, 3 heads; 5,717,416 parameters with 1000 classes.</summary>
    /// <param name="options">timm's defaults unless told.</param>
    public static VisionTransformer Tiny(VisionTransformerOptions? options = null) => new(192, 12, 3, options);

    /// <summary>ViT-S/16: 384 features, 12 blocks, 6 heads; 22,050,664 parameters with 1000 classes.</summary>
    /// <param name="options">timm's defaults unless told.</param>
    public static VisionTransformer Small(VisionTransformerOptions? options = null) => new(384, 12, 6, options);

    /// <summary>All but the head: x [batch, channels, height, width] to [batch, size, height / patch, width / patch]; its parts are this net's.</summary>
    internal Module Features => _features;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor tokens = _features.Tokens(x); // [batch, 1 + patches, size]
        Tensor first = tokens.Narrow(1, 0, 1).Reshape(x.Shape[0], tokens.Shape[2]); // [batch, size]
        Tensor y = _head.Forward(first);
        tokens.ReleaseAfter(y);
        return y;
    }
}
