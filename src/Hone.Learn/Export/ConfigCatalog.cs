using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>The configurations that model files may name: a reader builds these and nothing else.</summary>
/// <remarks>
/// Immutable. Models, layers, transforms and tokenizers of your own are added with <see cref="With"/>, on the side that writes and on the side that reads; the type information
/// comes from a <c>JsonSerializerContext</c> of your assembly, so nothing is found by reflection.
/// </remarks>
/// <example><code>
/// ConfigCatalog catalog = ConfigCatalog.Default.With("my-net", MyJson.Default.MyNetConfig);
/// learner.Export("net.hone", new ExportOptions { Catalog = catalog });
/// </code></example>
public sealed class ConfigCatalog
{
    private static readonly Type[] s_kinds = [typeof(ModelConfig), typeof(ItemTransformConfig), typeof(BatchTransformConfig), typeof(FittedProcConfig), typeof(TokenizerConfig)];

    private readonly Dictionary<string, Type> _types;
    private readonly Dictionary<Type, string> _names;
    private readonly IJsonTypeInfoResolver _resolver;

    private ConfigCatalog(Dictionary<string, Type> types, IJsonTypeInfoResolver resolver)
    {
        _types = types;
        _names = types.ToDictionary(pair => pair.Value, pair => pair.Key);
        _resolver = resolver;
        Json = new JsonSerializerOptions
        {
            TypeInfoResolver = resolver,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            WriteIndented = true,
            NewLine = "\n",
            Converters =
            {
                new NamedConfigConverter<ModelConfig>(this),
                new NamedConfigConverter<ItemTransformConfig>(this),
                new NamedConfigConverter<BatchTransformConfig>(this),
                new NamedConfigConverter<FittedProcConfig>(this),
                new NamedConfigConverter<TokenizerConfig>(this),
                new JsonStringEnumConverter<InputKind>(),
                new JsonStringEnumConverter<PredictionKind>(),
                new JsonStringEnumConverter<ResNetBlock>(),
                new JsonStringEnumConverter<BlockNorm>(),
                new JsonStringEnumConverter<Activation>(),
                new JsonStringEnumConverter<GeluForm>(),
                new JsonStringEnumConverter<InterpolateMode>(),
                new JsonStringEnumConverter<GridSampleMode>(),
                new JsonStringEnumConverter<EmbeddingBagMode>(),
                new JsonStringEnumConverter<TransformerActivation>(),
                new JsonStringEnumConverter<ResizeMethod>(),
                new JsonStringEnumConverter<PadMode>(),
                new JsonStringEnumConverter<ColumnKind>(),
                new JsonStringEnumConverter<TableMemberKind>(),
                new JsonStringEnumConverter<TargetScale>(),
            },
        };
        Json.MakeReadOnly();
    }

    /// <summary>What Hone itself can export.</summary>
    public static ConfigCatalog Default { get; } = new(
        new Dictionary<string, Type>(StringComparer.Ordinal)
        {
            ["ResNet"] = typeof(ResNetConfig),
            ["SmallResNet"] = typeof(SmallResNetConfig),
            ["MultilayerPerceptron"] = typeof(MultilayerPerceptronConfig),
            ["Sequential"] = typeof(SequentialConfig),
            ["Linear"] = typeof(LinearConfig),
            ["ReLU"] = typeof(ReLUConfig),
            ["Flatten"] = typeof(FlattenConfig),
            ["Identity"] = typeof(IdentityConfig),
            ["Dropout"] = typeof(DropoutConfig),
            ["BatchNorm1d"] = typeof(BatchNorm1dConfig),
            ["BatchNorm2d"] = typeof(BatchNorm2dConfig),
            ["Conv2d"] = typeof(Conv2dConfig),
            ["MaxPool2d"] = typeof(MaxPool2dConfig),
            ["AdaptiveAvgPool2d"] = typeof(AdaptiveAvgPool2dConfig),
            ["AdaptiveMaxPool2d"] = typeof(AdaptiveMaxPool2dConfig),
            ["AdaptiveConcatPool2d"] = typeof(AdaptiveConcatPool2dConfig),
            ["SigmoidRange"] = typeof(SigmoidRangeConfig),
            ["ConvLayer"] = typeof(ConvLayerConfig),
            ["ResBlock"] = typeof(ResBlockConfig),
            ["Residual"] = typeof(ResidualConfig),
            ["Scale"] = typeof(ScaleConfig),
            ["LinBnDrop"] = typeof(LinBnDropConfig),
            ["ResNet9"] = typeof(ResNet9Config),
            ["CifarNet"] = typeof(CifarNetConfig),
            ["XResNet"] = typeof(XResNetConfig),
            ["Vgg"] = typeof(VggConfig),
            ["SqueezeNet"] = typeof(SqueezeNetConfig),
            ["DenseNet"] = typeof(DenseNetConfig),
            ["ConvNeXt"] = typeof(ConvNeXtConfig),
            ["MobileNetV2"] = typeof(MobileNetV2Config),
            ["InvertedResidual"] = typeof(InvertedResidualConfig),
            ["ConvNormReLU6"] = typeof(ConvNormReLU6Config),
            ["EfficientNet"] = typeof(EfficientNetConfig),
            ["InceptionV3"] = typeof(InceptionV3Config),
            ["VisionTransformer"] = typeof(VisionTransformerConfig),
            ["PatchFeatures"] = typeof(PatchFeaturesConfig),
            ["Body"] = typeof(BodyConfig),
            ["Unet"] = typeof(UnetConfig),
            ["SiameseNet"] = typeof(SiameseNetConfig),
            ["TabularModel"] = typeof(TabularModelConfig),
            ["EmbeddingDotBias"] = typeof(EmbeddingDotBiasConfig),
            ["OrdinalModel"] = typeof(OrdinalModelConfig),
            ["CumulativeLink"] = typeof(CumulativeLinkConfig),
            ["CandidateScorer"] = typeof(CandidateScorerConfig),
            ["SelfAttention"] = typeof(SelfAttentionConfig),
            ["GeneralRelu"] = typeof(GeneralReluConfig),
            ["LeakyReLU"] = typeof(LeakyReLUConfig),
            ["ELU"] = typeof(ELUConfig),
            ["GELU"] = typeof(GELUConfig),
            ["SiLU"] = typeof(SiLUConfig),
            ["Mish"] = typeof(MishConfig),
            ["Sigmoid"] = typeof(SigmoidConfig),
            ["Tanh"] = typeof(TanhConfig),
            ["Hardswish"] = typeof(HardswishConfig),
            ["Hardsigmoid"] = typeof(HardsigmoidConfig),
            ["Softmax"] = typeof(SoftmaxConfig),
            ["LogSoftmax"] = typeof(LogSoftmaxConfig),
            ["AlphaDropout"] = typeof(AlphaDropoutConfig),
            ["Dropout2d"] = typeof(Dropout2dConfig),
            ["DropPath"] = typeof(DropPathConfig),
            ["RnnDropout"] = typeof(RnnDropoutConfig),
            ["AdaptiveAvgPool1d"] = typeof(AdaptiveAvgPool1dConfig),
            ["AdaptiveMaxPool1d"] = typeof(AdaptiveMaxPool1dConfig),
            ["AvgPool1d"] = typeof(AvgPool1dConfig),
            ["MaxPool1d"] = typeof(MaxPool1dConfig),
            ["AvgPool2d"] = typeof(AvgPool2dConfig),
            ["PixelShuffle"] = typeof(PixelShuffleConfig),
            ["PixelUnshuffle"] = typeof(PixelUnshuffleConfig),
            ["ReplicationPad2d"] = typeof(ReplicationPad2dConfig),
            ["ReplicationPad1d"] = typeof(ReplicationPad1dConfig),
            ["ReflectionPad2d"] = typeof(ReflectionPad2dConfig),
            ["ReflectionPad1d"] = typeof(ReflectionPad1dConfig),
            ["ZeroPad2d"] = typeof(ZeroPad2dConfig),
            ["ConstantPad2d"] = typeof(ConstantPad2dConfig),
            ["ConstantPad1d"] = typeof(ConstantPad1dConfig),
            ["Upsample"] = typeof(UpsampleConfig),
            ["Conv1d"] = typeof(Conv1dConfig),
            ["ConvTranspose1d"] = typeof(ConvTranspose1dConfig),
            ["ConvTranspose2d"] = typeof(ConvTranspose2dConfig),
            ["Embedding"] = typeof(EmbeddingConfig),
            ["EmbeddingBag"] = typeof(EmbeddingBagConfig),
            ["GroupNorm"] = typeof(GroupNormConfig),
            ["InstanceNorm2d"] = typeof(InstanceNorm2dConfig),
            ["InstanceNorm1d"] = typeof(InstanceNorm1dConfig),
            ["LayerNorm"] = typeof(LayerNormConfig),
            ["RmsNorm"] = typeof(RmsNormConfig),
            ["PixelShuffleIcnr"] = typeof(PixelShuffleIcnrConfig),
            ["SqueezeExcite"] = typeof(SqueezeExciteConfig),
            ["MultiheadAttention"] = typeof(MultiheadAttentionConfig),
            ["TransformerEncoderLayer"] = typeof(TransformerEncoderLayerConfig),
            ["TransformerEncoder"] = typeof(TransformerEncoderConfig),
            ["Lstm"] = typeof(LstmConfig),
            ["LstmCell"] = typeof(LstmCellConfig),
            ["Gru"] = typeof(GruConfig),
            ["GruCell"] = typeof(GruCellConfig),
            ["MergeLayer"] = typeof(MergeLayerConfig),
            ["Normalize"] = typeof(NormalizeConfig),
            ["Resize"] = typeof(ResizeConfig),
            ["RandomResizedCrop"] = typeof(RandomResizedCropConfig),
            ["CropPad"] = typeof(CropPadConfig),
            ["SpatialAugment"] = typeof(SpatialAugmentConfig),
            ["WordTokenizer"] = typeof(WordTokenizerConfig),
            ["Categorify"] = typeof(CategorifyConfig),
            ["FillMissing"] = typeof(FillMissingConfig),
            ["NormalizeColumns"] = typeof(NormalizeColumnsConfig),
            ["TargetEncoding"] = typeof(TargetEncodingConfig),
        },
        ModelFileJson.Default);

    /// <summary>The names in this catalog, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _types.Keys.Order(StringComparer.Ordinal)];

    internal JsonSerializerOptions Json { get; }

    /// <summary>The catalog with one configuration more.</summary>
    /// <typeparam name="TConfig">A sealed record that derives from <see cref="ModelConfig"/>, <see cref="ItemTransformConfig"/>, <see cref="BatchTransformConfig"/>, <see cref="FittedProcConfig"/> or <see cref="TokenizerConfig"/>.</typeparam>
    /// <param name="name">Its name in files, which never changes afterwards.</param>
    /// <param name="type">From a <c>JsonSerializerContext</c>.</param>
    /// <returns>A new catalog.</returns>
    /// <exception cref="HoneException">The name or the type is taken, or the type is no configuration.</exception>
    public ConfigCatalog With<TConfig>(string name, JsonTypeInfo<TConfig> type)
        where TConfig : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(type);
        bool isConfig = Array.Exists(s_kinds, kind => typeof(TConfig).IsSubclassOf(kind));
        if (!isConfig || _types.ContainsKey(name) || _names.ContainsKey(typeof(TConfig)))
        {
            string got = isConfig ? $"\"{name}\" for {typeof(TConfig).Name}, where one of both is taken" : $"{typeof(TConfig).Name}, which is no configuration";
            throw new HoneException("A new name for a record that derives from ModelConfig, ItemTransformConfig, BatchTransformConfig, FittedProcConfig or TokenizerConfig.", got, nameof(ConfigCatalog), "choose another name, or derive the record");
        }

        var types = new Dictionary<string, Type>(_types, StringComparer.Ordinal) { [name] = typeof(TConfig) };
        IJsonTypeInfoResolver own = type.Options.TypeInfoResolver ?? throw new HoneException("Type information that belongs to a JsonSerializerContext.", "one without a resolver", nameof(ConfigCatalog), "pass a property of your context's Default");
        return new ConfigCatalog(types, JsonTypeInfoResolver.Combine(_resolver, own));
    }

    /// <summary>The name of a configuration; null when it is not in the catalog.</summary>
    internal string? NameOf(Type type) => _names.GetValueOrDefault(type);

    /// <summary>The type of a name; null when it is not in the catalog, or means another kind of thing.</summary>
    internal Type? TypeOf(string name, Type kind) => _types.GetValueOrDefault(name) is { } type && type.IsSubclassOf(kind) ? type : null;

    /// <summary>The names that stand for one kind of thing, sorted.</summary>
    internal string NamesOf(Type kind) => string.Join(", ", Names.Where(name => _types[name].IsSubclassOf(kind)));
}
