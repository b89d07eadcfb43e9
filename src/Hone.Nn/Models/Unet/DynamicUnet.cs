using System.Buffers;

namespace Hone.Nn;

/// <summary>A U-Net over any encoder: its features at every size come back on the way up to the size of the image.</summary>
/// <remarks>
/// fastai's <c>DynamicUnet</c> with its wiring, names (<c>layers.0</c> the encoder, <c>layers.1</c> a normalization, <c>layers.3</c> the middle,
/// <c>layers.4</c> and on the blocks) and initialization. A dry run finds the layers behind which the encoder makes its features smaller. Then: encoder;
/// normalization and ReLU; two convolutions over twice the channels and back; one <see cref="UnetBlock"/> for each such layer, deepest first; a pixel shuffle
/// where even the first layer halved the image; resize to the image; join with the image and a <see cref="ResBlock"/>; 1x1 convolution. Only the
/// encoder and the skips have normalizations, as in fastai, unless <see cref="DynamicUnetOptions.Norm"/> gives them to the way up as well. Beyond fastai:
/// <see cref="DynamicUnetOptions.DecoderChannels"/>. Shapes: x <c>[batch, channels, height, width]</c>, y <c>[batch, out, height, width]</c>.
/// Source: Ronneberger et al. 2015.
/// </remarks>
/// <example><code>
/// Sequential encoder = ModelBody.Create(ResNet.ResNet18(), cut: -2);
/// DynamicUnet model = new DynamicUnet(encoder, outChannels: 12).Initialize(seed: 42);
/// </code></example>
public sealed class DynamicUnet : Module
{
    /// <summary>fastai puts attention behind the third block from the end.</summary>
    private const int AttentionFromEnd = 3;

    private readonly Sequential _encoder;
    private readonly int[] _taps;
    private readonly BatchNorm2d _norm;
    private readonly ReLU _relu = new();
    private readonly Sequential _middle;
    private readonly UnetBlock[] _blocks;
    private readonly PixelShuffleIcnr? _shuffle;
    private readonly ResBlock? _cross;
    private readonly Module[] _last;

    /// <summary>Makes the net around an encoder. The encoder is run once on zeros; one without values gets some for that.</summary>
    /// <param name="encoder">Image to features, such as a <see cref="ModelBody"/>.</param>
    /// <param name="outChannels">Classes, or values of each pixel.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outChannels"/> is below 1.</exception>
    /// <exception cref="HoneException">The encoder has no convolution, none of its layers makes the features smaller, or too few do for attention.</exception>
    public DynamicUnet(Sequential encoder, int outChannels, DynamicUnetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        options ??= new DynamicUnetOptions();
        Config = encoder.Config is not { } config ? null : new UnetConfig(config, outChannels, options.ImageSize, options.LastCross, options.Bottleneck, options.Blur, (SigmoidRangeConfig?)options.YRange?.Config, options.SelfAttention, options.Norm, options.DecoderChannels);
        var plan = EncoderPlan.Of(encoder.Innermost, options.ImageSize);
        if (options.SelfAttention && plan.Taps.Length < AttentionFromEnd)
        {
            throw new HoneException(
                $"An encoder that makes its features smaller {AttentionFromEnd} times, because attention follows the third block from the end.",
                $"{plan.Taps.Length} times",
                nameof(DynamicUnet),
                "set SelfAttention to false, or take a deeper body");
        }

        if (options.DecoderChannels is { } widths && widths.Count != plan.Taps.Length + (options.LastCross ? 1 : 0))
        {
            throw new HoneException(
                $"DecoderChannels has one number for each of the {plan.Taps.Length} steps up{(options.LastCross ? " and one for the full size" : "")}.",
                $"{widths.Count} numbers: {string.Join(", ", widths)}",
                nameof(DynamicUnet),
                $"give {plan.Taps.Length + (options.LastCross ? 1 : 0)} numbers, deepest first");
        }

        Encoder = encoder;
        _encoder = encoder.Innermost;
        _taps = plan.Taps;

        // 1. The middle, over the deepest features; a narrow way up goes without it.
        int channels = plan.Channels;
        _norm = new BatchNorm2d(channels, BlockNorms.Options(BlockNorm.Batch));
        var convolution = new ConvLayerOptions { Norm = options.Norm };
        _middle = options.DecoderChannels is null
            ? new Sequential(new ConvLayer(channels, 2 * channels, convolution), new ConvLayer(2 * channels, channels, convolution)).ApplyInit()
            : new Sequential();

        // 2. One block up for each size, deepest first.
        _blocks = new UnetBlock[_taps.Length];
        for (int i = 0; i < _blocks.Length; i++)
        {
            bool isLast = i == _blocks.Length - 1;
            _blocks[i] = new UnetBlock(channels, plan.TapChannels[^(i + 1)], new()
            {
                KeepsChannels = !isLast,
                OutChannels = options.DecoderChannels?[i],
                Norm = options.Norm,
                Blur = options.Blur,
                SelfAttention = options.SelfAttention && i == _blocks.Length - AttentionFromEnd,
            });
            channels = _blocks[i].OutChannels;
        }

        // 3. Up to the image.
        int? fullWidth = options.LastCross ? options.DecoderChannels?[^1] : null;
        if (plan.FirstLayerShrinks)
        {
            _shuffle = new PixelShuffleIcnr(channels, new() { OutChannels = fullWidth, Norm = options.Norm });
            channels = fullWidth ?? channels;
        }

        if (options.LastCross)
        {
            int joined = channels + plan.ImageChannels;
            channels = fullWidth ?? (options.Bottleneck ? joined / 2 : joined);
            _cross = new ResBlock(joined, channels, new() { Norm = options.Norm, ShortcutNorm = options.Norm }).ApplyInit();
        }

        var classify = new ConvLayer(channels, outChannels, new() { KernelSize = 1, Norm = BlockNorm.None, Activation = Activation.None });
        _last = options.YRange is { } range ? [classify, range] : [classify];

        // fastai counts the resize and the join as layers; they stand here as the identity, so that later names agree.
        Module[] shuffle = _shuffle is null ? [] : [_shuffle];
        Module[] cross = _cross is null ? [] : [new Identity(), _cross];
        Register("layers", new Sequential([encoder, _norm, _relu, _middle, .. _blocks, .. shuffle, new Identity(), .. cross, .. _last]));
    }

    /// <summary>The part that turns images into features, such as pretrained layers.</summary>
    public Sequential Encoder { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor[] skips = ArrayPool<Tensor>.Shared.Rent(_taps.Length);
        try
        {
            return Compute(x, skips);
        }
        finally
        {
            ArrayPool<Tensor>.Shared.Return(skips, clearArray: true);
        }
    }

    private Tensor Compute(Tensor x, Tensor[] skips)
    {
        Tensor y = _encoder.ForwardTapped(x, _taps, skips); // [batch, features, height / 32, width / 32] for a ResNet
        y = Next(y, LayerChain.Run([_norm, _relu, _middle], y), x);
        for (int i = 0; i < _blocks.Length; i++)
        {
            y = Next(y, _blocks[i].ForwardWith(y, skips[_taps.Length - 1 - i]), x);
        }

        if (_shuffle is not null)
        {
            y = Next(y, _shuffle.Forward(y), x);
        }

        y = UnetBlock.Resized(y, x.Shape); // [batch, channels, height, width]
        if (_cross is not null)
        {
            y = Next(y, Tensor.Cat([y, x], 1), x);
            y = Next(y, _cross.Forward(y), x);
        }

        return Next(y, LayerChain.Run(_last, y), x); // [batch, out, height, width]
    }

    private static Tensor Next(Tensor current, Tensor next, Tensor input)
    {
        LayerChain.Release(current, next, input);
        return next;
    }
}
