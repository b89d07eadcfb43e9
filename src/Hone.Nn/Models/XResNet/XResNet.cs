namespace Hone.Nn;

/// <summary>Residual nets with the tricks of He et al. 2018: a stem of three 3x3 convolutions, averages in the shortcuts, last normalizations at scale 0.</summary>
/// <remarks>
/// fastai's <c>xresnet</c> with its names: 0 to 2 the stem (<c>0.0.weight</c>), 3 max pooling, 4 to 7 the stages
/// (<c>4.0.convpath.0.0.weight</c>), 8 to 10 pooling, flatten, dropout, 11 the linear layer; and its initialization: weights by
/// <see cref="Initializers.KaimingNormal"/>, all biases and shifts 0. Shapes: x <c>[batch, 3, height, width]</c>, y <c>[batch,
/// classes]</c>. Source: He et al. 2018, Bag of Tricks for Image Classification.
/// </remarks>
/// <example><c>Sequential model = XResNet.XResNet18(new() { Classes = 10 }).Initialize(seed: 42);</c></example>
public static class XResNet
{
    /// <summary>Stages that double the channels; further ones have as many as the third.</summary>
    private const int StageCount = 4;

    private const int UsualReduction = 16;
    private const int UsualGroups = 32;

    /// <summary>Channels inside a group of a ResNeXt are these of 64 of the stage's.</summary>
    private const int GroupWidth = 4;
    private const int GroupWidthOf = 64;

    /// <summary>Makes a net of any depth.</summary>
    /// <remarks>
    /// fastai's deeper variants have more stages: <c>xresnet18_deep</c> is 1 with [2, 2, 2, 2, 1, 1], <c>xresnet34_deep</c> and <c>xresnet50_deep</c> are 1 and 4 with [3, 4, 6, 3, 1, 1],
    /// <c>xresnet34_deeper</c> and <c>xresnet50_deeper</c> end in [.., 1, 1, 1, 1]. Each further stage halves the size; give such nets pictures of 128 pixels and more.
    /// </remarks>
    /// <param name="expansion">1 for blocks of two convolutions, 4 for bottlenecks.</param>
    /// <param name="blocks">Number of blocks in each stage; at least four stages.</param>
    /// <param name="options">fastai's defaults unless told.</param>
    /// <returns>x: [batch, channels, height, width] to logits: [batch, classes].</returns>
    /// <exception cref="HoneException">There are fewer than four stages, not three sizes in the stem, or the groups do not divide the channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or there is no such activation.</exception>
    public static Sequential Create(int expansion, IReadOnlyList<int> blocks, XResNetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        options ??= new XResNetOptions();
        if (blocks.Count < StageCount || options.Stem.Count != 3)
        {
            throw new HoneException(
                $"An xresnet has at least {StageCount} stages and a stem of 3 convolutions.",
                $"{blocks.Count} numbers of blocks and {options.Stem.Count} sizes of the stem",
                nameof(XResNet),
                "give the number of blocks of each stage, such as [2, 2, 2, 2], and stem sizes such as [32, 32, 64]");
        }

        var layers = new List<Module>();
        int channels = options.InChannels;
        foreach (int width in options.Stem)
        {
            layers.Add(new ConvLayer(channels, width, new() { Stride = layers.Count == 0 ? 2 : 1, Activation = options.Activation }));
            channels = width;
        }

        layers.Add(new MaxPool2d(3, new() { Stride = 2, Padding = 1 }));
        for (int stage = 0; stage < blocks.Count; stage++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(blocks[stage], 1, nameof(blocks));
            int inside = options.Width << (stage < StageCount ? stage : 2);
            int width = checked(inside * expansion);
            var modules = new Module[blocks[stage]];
            for (int i = 0; i < modules.Length; i++)
            {
                modules[i] = new ResBlock(channels, width, BlockOptions(inside, expansion, options) with
                {
                    Stride = stage > 0 && i == 0 ? 2 : 1,
                    SelfAttention = options.SelfAttention && stage == blocks.Count - StageCount && i == modules.Length - 1,
                });
                channels = width;
            }

            layers.Add(new Sequential(modules));
        }

        var model = new Sequential([.. layers, new AdaptiveAvgPool2d(1), new Flatten(), new Dropout(options.Dropout), new Linear(channels, options.Classes)])
        {
            Config = new XResNetConfig(expansion, [.. blocks], options, options.Activation == Activation.ReLU ? null : options.Activation),
        };
        model.ApplyInit();
        foreach (BatchNorm2d norm in model.Modules().OfType<BatchNorm2d>())
        {
            norm.Bias?.UseInitializer(Initializers.Zeros);
        }

        return model;
    }

    /// <summary>xresnet-18.</summary>
    /// <param name="options">fastai's defaults unless told.</param>
    public static Sequential XResNet18(XResNetOptions? options = null) => Create(1, [2, 2, 2, 2], options);

    /// <summary>xresnet-34.</summary>
    /// <param name="options">fastai's defaults unless told.</param>
    public static Sequential XResNet34(XResNetOptions? options = null) => Create(1, [3, 4, 6, 3], options);

    /// <summary>xresnet-50.</summary>
    /// <param name="options">fastai's defaults unless told.</param>
    public static Sequential XResNet50(XResNetOptions? options = null) => Create(4, [3, 4, 6, 3], options);

    /// <summary>xresnet-101.</summary>
    /// <param name="options">fastai's defaults unless told.</param>
    public static Sequential XResNet101(XResNetOptions? options = null) => Create(4, [3, 4, 23, 3], options);

    /// <summary>xresnet-152.</summary>
    /// <param name="options">fastai's defaults unless told.</param>
    public static Sequential XResNet152(XResNetOptions? options = null) => Create(4, [3, 8, 36, 3], options);

    /// <summary>Channels inside a ResNeXt block of a stage.</summary>
    internal static int GroupedChannels(int inside, int groups) => inside * GroupWidth / GroupWidthOf * groups;

    private static ResBlockOptions BlockOptions(int inside, int expansion, XResNetOptions options)
    {
        var plain = new ResBlockOptions { Expansion = expansion, Groups = options.Groups ?? 1, Reduction = options.Reduction, Activation = options.Activation };
        int usualReduction = options.Reduction ?? UsualReduction;
        int groups = options.Groups ?? UsualGroups;
        return options.Block switch
        {
            XResNetBlock.SqueezeExcite => plain with { FirstHidden = 2 * inside, Hidden = inside * expansion, Reduction = usualReduction },
            XResNetBlock.ResNeXt => plain with { Hidden = RequireGroups(GroupedChannels(inside, groups), inside), Groups = groups },
            XResNetBlock.Separable => plain with { Hidden = 2 * inside, Depthwise = true, Reduction = usualReduction },
            _ => plain,
        };
    }

    private static int RequireGroups(int channels, int inside) => channels > 0
        ? channels
        : throw new HoneException($"A ResNeXt with at least {GroupWidthOf / GroupWidth} channels in its first stage.", $"{inside} channels, less than one for each group", nameof(XResNet), "set Width to 16 or more");
}
