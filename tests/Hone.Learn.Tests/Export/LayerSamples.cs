using Hone.Nn;
using Module = Hone.Nn.Module;

namespace Hone.Learn.Tests;

/// <summary>One of every layer, with options that differ from the defaults, and an input that it takes.</summary>
internal static class LayerSamples
{
    private const int Seed = 5;

    private static readonly Func<Module>[] s_images =
    [
        () => new AdaptiveAvgPool2d((2, 1)),
        () => new AdaptiveConcatPool2d((1, 2)),
        () => new AdaptiveMaxPool2d((2, 1)),
        () => new AlphaDropout(0.2),
        () => new AvgPool2d((3, 2), new() { Stride = (2, 1), Padding = (1, 1), CeilMode = true, CountIncludePad = false }),
        () => new BatchNorm2d(8, new() { Epsilon = 1e-3, Momentum = 0.2, Affine = false }),
        () => new ConstantPad2d(1, 0, 2, 3, -0.5),
        () => new Conv2d(8, 4, (3, 2), new() { Stride = (1, 2), Padding = (1, 0), Dilation = (1, 2), Groups = 2, Bias = false }),
        () => new ConvLayer(8, 4, new() { Stride = 2, Activation = Activation.Mish }),
        () => new ConvTranspose2d(8, 4, (3, 2), new() { Stride = (2, 3), Padding = (1, 0), OutputPadding = (1, 2), Dilation = (1, 2), Groups = 2, Bias = false }),
        () => new DropPath(0.2),
        () => new Dropout(0.2),
        () => new Dropout2d(0.2),
        () => new ELU(0.7),
        () => new Flatten(),
        () => new GELU(GeluForm.Tanh),
        () => new GeneralRelu(new() { Leak = 0.2, Most = 0.5 }),
        () => new GroupNorm(2, 8, new() { Epsilon = 1e-3, Affine = false }),
        () => new Hardsigmoid(),
        () => new Hardswish(),
        () => new Identity(),
        () => new InstanceNorm2d(8, new() { Epsilon = 1e-3, Momentum = 0.3, Affine = true, TrackRunningStats = true }),
        () => new InvertedResidual(8, 8, 1, 2),
        () => new LayerNorm([5, 6], new() { Epsilon = 1e-3, Bias = false }),
        () => new LeakyReLU(0.3),
        () => new LogSoftmax(1),
        () => new MaxPool2d((3, 2), new() { Stride = (2, 1), Padding = (1, 0), CeilMode = true }),
        () => new MergeLayer(new ConvLayer(8, 3), new Tanh()),
        () => new Mish(),
        () => new PixelShuffle(2),
        () => new PixelShuffleIcnr(8, new() { OutChannels = 3, Scale = 3, Norm = BlockNorm.Batch, Activation = Activation.SiLU, Blur = true }),
        () => new ReLU(),
        () => new ReflectionPad2d(1, 2, 0, 3),
        () => new ReplicationPad2d(1, 2, 0, 3),
        () => new ResBlock(8, 4, new() { Stride = 2, Activation = Activation.GELU, Reduction = 2 }),
        () => new Residual(new ConvLayer(8, 8), new Hardswish()),
        () => new RmsNorm([6], new() { Epsilon = 1e-2, ElementwiseAffine = false }),
        () => new Scale(0.3),
        () => new SelfAttention(8),
        () => new SiLU(),
        () => new Sigmoid(),
        () => new SigmoidRange(-1, 3),
        () => new Softmax(1),
        () => new SqueezeExcite(8, 2, Activation.SiLU),
        () => new Tanh(),
        () => new Upsample(new() { Size = (7, 9), Mode = InterpolateMode.Bilinear, AlignCorners = true }),
        () => new ZeroPad2d(1, 2, 0, 3),
    ];

    private static readonly Func<Module>[] s_sequences =
    [
        () => new AdaptiveAvgPool1d(3),
        () => new AdaptiveMaxPool1d(4),
        () => new AvgPool1d(3, new() { Stride = 2, Padding = 1, CeilMode = true, CountIncludePad = false }),
        () => new BatchNorm1d(8, new() { Epsilon = 1e-3, Momentum = 0.2, Affine = false, TrackRunningStats = false }),
        () => new ConstantPad1d(1, 2, 1.5),
        () => new Conv1d(8, 4, 3, new() { Stride = 2, Padding = 1, Dilation = 2, Groups = 2, Bias = false }),
        () => new ConvTranspose1d(8, 4, 3, new() { Stride = 3, Padding = 1, OutputPadding = 2, Dilation = 2, Groups = 2, Bias = false }),
        () => new Gru(6, 5, new() { Layers = 2, Bidirectional = true, BatchFirst = true, Bias = false, Dropout = 0.1 }),
        () => new InstanceNorm1d(8, new() { Epsilon = 1e-3, Momentum = 0.3, Affine = true, TrackRunningStats = true }),
        () => new Linear(6, 4, new() { Bias = false }),
        () => new Lstm(6, 5, new() { Layers = 2, Bidirectional = true, BatchFirst = true, Bias = false, Dropout = 0.1 }),
        () => new MaxPool1d(3, new() { Stride = 2, Padding = 1, CeilMode = true }),
        () => new MultiheadAttention(6, 2, new() { Dropout = 0.1, Bias = false, IsCausal = true }),
        () => new ReflectionPad1d(1, 2),
        () => new ReplicationPad1d(0, 2),
        () => new RnnDropout(0.2),
        () => new Sequential(new Linear(6, 3), new ReLU()),
        () => new TransformerEncoder(2, 6, 3, new() { FeedForwardSize = 7, Dropout = 0.2, NormFirst = true, Epsilon = 1e-3 }),
        () => new TransformerEncoderLayer(6, 3, new() { FeedForwardSize = 7, Activation = TransformerActivation.GELU, IsCausal = true }),
    ];

    private static readonly Func<Module>[] s_rows =
    [
        () => new GruCell(6, 5, bias: false),
        () => new LinBnDrop(6, 4, new() { Dropout = 0.1, Activation = Activation.SiLU, LinearFirst = true }),
        () => new LstmCell(6, 5, bias: false),
    ];

    private static readonly Func<Module>[] s_numbers =
    [
        () => new Embedding(4, 3, new() { PaddingIndex = -2, Sparse = true }),
        () => new EmbeddingBag(4, 3, new() { Mode = EmbeddingBagMode.Max, PaddingIndex = 1, Sparse = true }),
        () => new EmbeddingDotBias(3, 4, 4, new() { YRange = new SigmoidRange(0, 5.5) }),
    ];

    /// <summary>The layers by the names of their types.</summary>
    public static IReadOnlyDictionary<string, (Func<Module> Make, Tensor Input)> All { get; } =
        s_images.Select(make => (make, Normal(2, 8, 5, 6)))
            .Concat(s_sequences.Select(make => (make, Normal(2, 8, 6))))
            .Concat(s_rows.Select(make => (make, Normal(7, 6))))
            .Concat(s_numbers.Select(make => (make, Tensor.From<long>([0, 3, 1, 2, 2, 0], [3, 2]))))
            .Append((() => new CumulativeLink(4), Normal(7, 1)))
            .Append((() => new PixelUnshuffle(2), Normal(2, 3, 4, 6)))
            .ToDictionary(sample => sample.Item1().GetType().Name);

    private static Tensor Normal(params int[] shape)
    {
        var sizes = Shape.Create(shape);
        var values = new float[sizes.ElementCount];
        new RandomStream(Seed, "layer samples").FillNormal(values, 0, 1);
        return Tensor.From(values, sizes);
    }
}
