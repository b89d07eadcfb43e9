using System.Collections;

namespace Hone.Nn;

/// <summary>Maps for the names that other libraries give to the same models.</summary>
public static class KeyMaps
{
    private const int MobileNetBlocks = 16;

    /// <summary>
    /// torchvision's and timm's ResNet (without the <c>d</c> variants, whose layers differ) for <see cref="ResNet"/>: the same names; the prefix
    /// <c>module.</c> of data-parallel training is cut off.
    /// </summary>
    public static KeyMap TorchvisionResNet { get; } = new([KeyRule.Prefix("module.", "")]);

    /// <summary>The same without the classifier <c>fc</c>, which keeps its first values: for other classes.</summary>
    public static KeyMap TorchvisionResNetBody { get; } = new([KeyRule.Ignore("^(module\\.)?fc\\."), KeyRule.Prefix("module.", "")], ["^fc\\."]);

    /// <summary>
    /// fastai's vision learner with a ResNet for <see cref="ResNet"/>: <c>0.0</c>, <c>0.1</c> and <c>0.4</c> to <c>0.7</c> are the body; the head
    /// <c>1.*</c> is ignored and <c>fc</c> keeps its first values.
    /// </summary>
    public static KeyMap FastaiResNetBody { get; } = new(
        [
            KeyRule.Prefix("0.0.", "conv1."),
            KeyRule.Prefix("0.1.", "bn1."),
            KeyRule.Prefix("0.4.", "layer1."),
            KeyRule.Prefix("0.5.", "layer2."),
            KeyRule.Prefix("0.6.", "layer3."),
            KeyRule.Prefix("0.7.", "layer4."),
            KeyRule.Ignore("^1\\."),
        ],
        ["^fc\\."]);

    /// <summary>
    /// fastai's AWD-LSTM language model to plain names: <c>encoder.weight</c>, <c>rnns.0.weight_ih_l0</c>, <c>decoder.weight</c>. Of the two copies of the
    /// recurrent weights the raw one counts (the other has had dropout), of the two of the embedding the first.
    /// </summary>
    public static KeyMap FastaiAwdLstm { get; } = new(
    [
        KeyRule.Ignore("^0\\.encoder_dp\\."),
        KeyRule.Ignore("^0\\.rnns\\.[0-9]+\\.module\\.weight_hh_l0$"),
        KeyRule.Rename("^0\\.rnns\\.([0-9]+)\\.weight_hh_l0_raw$", "rnns.$1.weight_hh_l0"),
        KeyRule.Rename("^0\\.rnns\\.([0-9]+)\\.module\\.", "rnns.$1."),
        KeyRule.Prefix("0.encoder.", "encoder."),
        KeyRule.Prefix("1.decoder.", "decoder."),
    ]);

    /// <summary>
    /// Keras' MobileNetV2 for <see cref="MobileNetV2"/> with <see cref="MobileNetV2Options.Keras"/>: names, and kernels from [height, width, in, out]. The
    /// dense layers behind the last convolution are ignored and <c>classifier</c> keeps its first values.
    /// </summary>
    public static KeyMap KerasMobileNetV2 { get; } = new(new LazyRules(KerasMobileNetV2Rules), ["^classifier\\."], WeightOrigin.Keras);

    /// <summary>
    /// Keras' InceptionV3 for <see cref="InceptionV3"/> with <see cref="InceptionV3Options.Keras"/>: names, and kernels from [height, width, in, out]. Keras'
    /// normalizations have no scale (<c>gamma</c>), so those here keep their first value 1. The dense layers behind the last block are ignored and <c>fc</c>
    /// keeps its first values.
    /// </summary>
    public static KeyMap KerasInceptionV3 { get; } = new(new LazyRules(KerasInceptionV3Rules), ["\\.bn\\.weight$", "^fc\\."], WeightOrigin.Keras);

    private static IEnumerable<KeyRule> KerasMobileNetV2Rules() =>
    [
        .. Unit("Conv1", "bn_Conv1", "features.0.0", "features.0.1"),
        .. Unit("expanded_conv_depthwise", "expanded_conv_depthwise_BN", "features.1.conv.0.0", "features.1.conv.0.1"),
        .. Unit("expanded_conv_project", "expanded_conv_project_BN", "features.1.conv.1", "features.1.conv.2"),
        .. Enumerable.Range(1, MobileNetBlocks).SelectMany(Block),
        .. Unit("Conv_1", "Conv_1_bn", "features.18.0", "features.18.1"),
        KeyRule.Ignore("^(dense|batch_normalization|predictions|Logits)"),
    ];

    /// <summary>Keras numbers the convolutions from 1, in the order in which they are made: torchvision's and the one here.</summary>
    private static IEnumerable<KeyRule> KerasInceptionV3Rules()
    {
        IEnumerable<string> paths = new InceptionV3().NamedModules().Where(module => module.Module is InceptionConv).Select(module => module.Path);
        return
        [
            .. paths.SelectMany((path, i) => (IEnumerable<KeyRule>)
            [
                KeyRule.Exact($"conv2d_{i + 1}/kernel", $"{path}.conv.weight", WeightLayout.HeightWidthInOut),
                .. Shift($"batch_normalization_{i + 1}", $"{path}.bn"),
            ]),
            KeyRule.Ignore("^(dense|predictions)"),
        ];
    }

    private static IEnumerable<KeyRule> Block(int number)
    {
        string keras = $"block_{number}";
        string here = $"features.{number + 1}.conv";
        return
        [
            .. Unit($"{keras}_expand", $"{keras}_expand_BN", $"{here}.0.0", $"{here}.0.1"),
            .. Unit($"{keras}_depthwise", $"{keras}_depthwise_BN", $"{here}.1.0", $"{here}.1.1"),
            .. Unit($"{keras}_project", $"{keras}_project_BN", $"{here}.2", $"{here}.3"),
        ];
    }

    /// <summary>A convolution and its normalization.</summary>
    private static IEnumerable<KeyRule> Unit(string convolution, string norm, string convolutionHere, string normHere) =>
    [
        KeyRule.Exact($"{convolution}/kernel", $"{convolutionHere}.weight", WeightLayout.HeightWidthInOut),
        KeyRule.Exact($"{convolution}/depthwise_kernel", $"{convolutionHere}.weight", WeightLayout.HeightWidthChannels),
        KeyRule.Exact($"{norm}/gamma", $"{normHere}.weight"),
        .. Shift(norm, normHere),
    ];

    /// <summary>A normalization without a scale.</summary>
    private static IEnumerable<KeyRule> Shift(string norm, string normHere) =>
    [
        KeyRule.Exact($"{norm}/beta", $"{normHere}.bias"),
        KeyRule.Exact($"{norm}/moving_mean", $"{normHere}.running_mean"),
        KeyRule.Exact($"{norm}/moving_variance", $"{normHere}.running_var"),
    ];

    /// <summary>Rules that are made at their first use: an expression costs milliseconds, and a net has hundreds of them.</summary>
    private sealed class LazyRules(Func<IEnumerable<KeyRule>> create) : IReadOnlyList<KeyRule>
    {
        private readonly Lazy<KeyRule[]> _rules = new(() => [.. create()]);

        /// <inheritdoc/>
        public int Count => _rules.Value.Length;

        /// <inheritdoc/>
        public KeyRule this[int index] => _rules.Value[index];

        /// <inheritdoc/>
        public IEnumerator<KeyRule> GetEnumerator() => ((IEnumerable<KeyRule>)_rules.Value).GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
