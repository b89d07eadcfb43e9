namespace Hone.Nn;

/// <summary>A family of pretrained classifiers: how to build one, where to cut it, how to split it for fine-tuning, which pixels it expects.</summary>
/// <remarks>fastai's <c>model_meta</c>.</remarks>
public sealed record Backbone
{
    /// <summary>Stem and blocks of MobileNetV2 before the convolution with the most general features, <c>block_13_expand</c> in Keras.</summary>
    private const int MiddleBlocks = 14;

    /// <summary>Layers of InceptionV3 before the blocks that a change of the task bends most: up to <c>Mixed_6e</c>, <c>mixed7</c> in Keras.</summary>
    private const int MiddleInceptions = 15;

    /// <summary>Name for messages and tables, as in torchvision, timm or fastai; forms of other libraries say so, such as <c>mobilenet_v2_keras</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Makes the classifier for images with a number of channels.</summary>
    public required Func<int, Module> Create { get; init; }

    /// <summary>Children to keep, negative to count from the end; null cuts before the last child that pools.</summary>
    public int? Cut { get; init; }

    /// <summary>Takes the body out of the classifier, where it is not made of its first children; null stands for <see cref="Cut"/>.</summary>
    public Func<Module, Sequential>? Body { get; init; }

    /// <summary>Layers of the body (those inside it, where it is a single sequence) at which a new parameter group begins, rising; the head is always a group of its own.</summary>
    public IReadOnlyList<int> GroupStarts { get; init; } = [];

    /// <summary>The library whose weights this form of the net is for; null takes those of any. Weights that say another origin are refused, see <see cref="RequireOrigin"/>.</summary>
    public WeightOrigin? Origin { get; init; }

    /// <summary>Mean of each channel that the weights expect, of values 0 to 1; ImageNet's.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0.485f, 0.456f, 0.406f];

    /// <summary>Standard deviation of each channel that the weights expect; ImageNet's.</summary>
    public IReadOnlyList<float> Std { get; init; } = [0.229f, 0.224f, 0.225f];

    /// <summary>torchvision's ResNet-18, in three groups.</summary>
    public static Backbone ResNet18 { get; } = OfResNet("resnet18", options => ResNet.ResNet18(options));

    /// <summary>torchvision's ResNet-34, in three groups.</summary>
    public static Backbone ResNet34 { get; } = OfResNet("resnet34", options => ResNet.ResNet34(options));

    /// <summary>torchvision's ResNet-50, in three groups.</summary>
    public static Backbone ResNet50 { get; } = OfResNet("resnet50", options => ResNet.ResNet50(options));

    /// <summary>torchvision's ResNet-101, in three groups.</summary>
    public static Backbone ResNet101 { get; } = OfResNet("resnet101", options => ResNet.ResNet101(options));

    /// <summary>fastai's xresnet-18, in three groups.</summary>
    public static Backbone XResNet18 { get; } = OfXResNet("xresnet18", options => XResNet.XResNet18(options));

    /// <summary>fastai's xresnet-34, in three groups.</summary>
    public static Backbone XResNet34 { get; } = OfXResNet("xresnet34", options => XResNet.XResNet34(options));

    /// <summary>fastai's xresnet-50, in three groups.</summary>
    public static Backbone XResNet50 { get; } = OfXResNet("xresnet50", options => XResNet.XResNet50(options));

    /// <summary>torchvision's VGG-16 with batch normalization, in three groups.</summary>
    public static Backbone Vgg16 { get; } = new()
    {
        Name = "vgg16_bn",
        Create = channels => Vgg.Vgg16(new() { InChannels = channels }),
        Cut = -2,
        GroupStarts = [22],
    };

    /// <summary>torchvision's SqueezeNet 1.1, in three groups.</summary>
    public static Backbone SqueezeNet11 { get; } = new()
    {
        Name = "squeezenet1_1",
        Create = channels => new SqueezeNet(new() { InChannels = channels }),
        Cut = -1,
        GroupStarts = [5],
    };

    /// <summary>torchvision's DenseNet-121, in three groups.</summary>
    public static Backbone DenseNet121 { get; } = new()
    {
        Name = "densenet121",
        Create = channels => DenseNet.DenseNet121(new() { InChannels = channels }),
        Cut = -1,
        GroupStarts = [7],
    };

    /// <summary>torchvision's ConvNeXt-tiny, in two groups: body and head.</summary>
    public static Backbone ConvNeXtTiny { get; } = new()
    {
        Name = "convnext_tiny",
        Create = channels => ConvNeXt.Tiny(new() { InChannels = channels }),
    };

    /// <summary>torchvision's EfficientNet-b0, in two groups: body and head.</summary>
    public static Backbone EfficientNetB0 { get; } = new()
    {
        Name = "efficientnet_b0",
        Create = channels => EfficientNet.B0(new() { InChannels = channels }),
        Cut = -2,
    };

    /// <summary>timm's ViT-Ti/16, in two groups: body and head. Its weights expect pixels from -1 to 1: mean and deviation 0.5.</summary>
    /// <remarks>The body gives the tokens of the patches as an image, which the head pools; fastai takes the class token alone.</remarks>
    public static Backbone VisionTransformerTiny { get; } = OfVisionTransformer("vit_tiny_patch16_224", options => VisionTransformer.Tiny(options));

    /// <summary>timm's ViT-S/16, as <see cref="VisionTransformerTiny"/>.</summary>
    public static Backbone VisionTransformerSmall { get; } = OfVisionTransformer("vit_small_patch16_224", options => VisionTransformer.Small(options));

    /// <summary>InceptionV3 with the choices of Keras, for pixels of 0 to 1 as its weights from nsfwjs expect them and sides of 75 and more; in three groups.</summary>
    /// <remarks>
    /// torchvision's weights need its averages and pixels from -1 to 1: <see cref="TorchvisionInceptionV3"/>. The running statistics move as those of <see cref="MobileNetV2"/>.
    /// </remarks>
    public static Backbone InceptionV3 { get; } = new()
    {
        Name = "inception_v3_keras",
        Create = channels => new InceptionV3(InceptionV3Options.Keras with { InChannels = channels, Momentum = new InceptionV3Options().Momentum }),
        Cut = -3,
        GroupStarts = [10],
        Origin = WeightOrigin.Keras,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
    };

    /// <summary>
    /// The layers of <see cref="InceptionV3"/> up to <c>Mixed_6e</c>: 768 channels at a 16th of the size, for sides of 43 and more. The last blocks of weights that
    /// were tuned to another task know little about pictures in general.
    /// </summary>
    public static Backbone InceptionV3Middle { get; } = InceptionV3 with { Name = "inception_v3_keras_middle", Cut = MiddleInceptions };

    /// <summary>torchvision's InceptionV3, for sides of 75 and more; in three groups. Keras' weights need <see cref="InceptionV3"/>.</summary>
    /// <remarks>
    /// Mean and deviation are 0.5: torchvision's pretrained net takes images normalized as ImageNet and brings them to -1 to 1 itself (<c>transform_input</c>), which together is
    /// (pixel - 0.5) / 0.5. Weights of its second classifier are passed over.
    /// </remarks>
    public static Backbone TorchvisionInceptionV3 { get; } = new()
    {
        Name = "inception_v3",
        Create = channels => new InceptionV3(new() { InChannels = channels }),
        Cut = -3,
        GroupStarts = [10],
        Origin = WeightOrigin.PyTorch,
        Mean = [0.5f, 0.5f, 0.5f],
        Std = [0.5f, 0.5f, 0.5f],
    };

    /// <summary>Hone's <see cref="Hone.Nn.ResNet9"/> for small images, in three groups; normalized as CIFAR-10.</summary>
    public static Backbone ResNet9 { get; } = new()
    {
        Name = "resnet9",
        Create = channels => Hone.Nn.ResNet9.Create(new() { InChannels = channels }),
        Cut = 9,
        GroupStarts = [4],
        Mean = [0.491f, 0.482f, 0.447f],
        Std = [0.247f, 0.243f, 0.261f],
    };

    /// <summary>torchvision's MobileNetV2, normalized as ImageNet, in three groups. Keras' weights need <see cref="MobileNetV2"/>.</summary>
    public static Backbone TorchvisionMobileNetV2 { get; } = new()
    {
        Name = "mobilenet_v2",
        Create = channels => new MobileNetV2(new() { InChannels = channels }),
        Cut = 1,
        GroupStarts = [7],
        Origin = WeightOrigin.PyTorch,
    };

    /// <summary>MobileNetV2 with the choices of Keras, for pixels of 0 to 1 as its weights from nsfwjs expect them; in three groups. torchvision's weights need <see cref="TorchvisionMobileNetV2"/>.</summary>
    /// <remarks>
    /// The running statistics move with PyTorch's share of 0.1: with Keras' 0.001 they would still be those of the old task after a few hundred steps, while
    /// training has used those of its batches.
    /// </remarks>
    public static Backbone MobileNetV2 { get; } = new()
    {
        Name = "mobilenet_v2_keras",
        Create = channels => new MobileNetV2(MobileNetV2Options.Keras with { InChannels = channels, Momentum = new MobileNetV2Options().Momentum }),
        Cut = 1,
        GroupStarts = [7],
        Origin = WeightOrigin.Keras,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
    };

    /// <summary>
    /// The first 14 blocks of <see cref="MobileNetV2"/> and the first convolution of the next: 576 channels at a 16th of the size. The last blocks of weights that were
    /// tuned to another task know little about pictures in general.
    /// </summary>
    public static Backbone MobileNetV2Middle { get; } = MobileNetV2 with
    {
        Name = "mobilenet_v2_keras_middle",
        Body = classifier =>
        {
            Sequential features = ((MobileNetV2)classifier).Features;
            return new Sequential([.. features.Take(MiddleBlocks), ((InvertedResidual)features[MiddleBlocks]).Expand!]);
        },
    };

    /// <summary>All of these, families by age; for <see cref="Find"/> and for lists.</summary>
    public static IReadOnlyList<Backbone> All =>
    [
        ResNet18, ResNet34, ResNet50, ResNet101, XResNet18, XResNet34, XResNet50, Vgg16, SqueezeNet11, DenseNet121, ConvNeXtTiny, EfficientNetB0,
        VisionTransformerTiny, VisionTransformerSmall, TorchvisionInceptionV3, InceptionV3, InceptionV3Middle, ResNet9, TorchvisionMobileNetV2, MobileNetV2, MobileNetV2Middle,
    ];

    /// <summary>The backbone of a name, as fastai's learners take one as a string: <c>VisionLearner.Create(data, Backbone.Find("resnet34"))</c>.</summary>
    /// <param name="name">Its <see cref="Name"/>; case does not matter.</param>
    /// <exception cref="HoneException">There is no such backbone; the message lists them, the most similar first.</exception>
    public static Backbone Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(backbone => string.Equals(backbone.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new HoneException(
            $"The name of one of {All.Count} backbones.",
            $"\"{name}\"",
            nameof(Find),
            $"take one of {string.Join(", ", All.Select(backbone => backbone.Name).OrderByDescending(known => Likeness(known, name)))}");
    }

    /// <summary>Refuses weights that say another origin than <see cref="Origin"/>: they would load, for all names and shapes fit, and compute something else.</summary>
    /// <param name="weights">Tensors by their path in the classifier; those that say no origin pass.</param>
    /// <exception cref="HoneException">The weights say another origin.</exception>
    public void RequireOrigin(IReadOnlyDictionary<string, Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (Origin is not { } wanted || OriginWeights.OriginOf(weights) is not { } got || got == wanted)
        {
            return;
        }

        string[] others = [.. All.Where(backbone => backbone.Origin == got && backbone.Name.Split('_')[0] == Name.Split('_')[0]).Select(backbone => $"Backbone.Find(\"{backbone.Name}\")")];
        throw new HoneException(
            $"Weights from {wanted} for the backbone {Name}: the nets of other libraries have other paddings, averages and pixels, which no shape shows.",
            $"{weights.Count} weights from {got}",
            nameof(Backbone),
            others.Length > 0
                ? $"take {string.Join(" or ", others)}; weights from {wanted} in a file of {got} pass as a copy: new Dictionary<string, Tensor>(weights)"
                : $"take weights from {wanted}; those in a file of {got} pass as a copy: new Dictionary<string, Tensor>(weights)");
    }

    /// <summary>The body of a classifier that <see cref="Create"/> has made; its parts are shared, not copied.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <returns>x: [batch, channels, height, width] to features of the same rank.</returns>
    public Sequential CreateBody(Module classifier) => Body is null ? ModelBody.Create(classifier, Cut) : Body(classifier);

    /// <summary>The parameters of a model over this backbone's body, first layers first: the body from one start to the next, then all the rest.</summary>
    /// <param name="body">The body inside the model.</param>
    /// <param name="model">The whole model.</param>
    /// <returns>One group more than <see cref="GroupStarts"/>, and the head.</returns>
    public IReadOnlyList<ParameterGroup> Groups(Sequential body, Module model)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(model);
        Sequential layers = body.Innermost;
        var groups = new List<ParameterGroup>();
        int start = 0;
        foreach (int end in (IEnumerable<int>)[.. GroupStarts, layers.Count])
        {
            groups.Add(new ParameterGroup(layers.Skip(start).Take(end - start).SelectMany(layer => layer.Parameters()), $"body {start} to {end - 1}"));
            start = end;
        }

        var inBody = new HashSet<Parameter>(body.Parameters(), ReferenceEqualityComparer.Instance);
        groups.Add(new ParameterGroup(model.Parameters().Where(parameter => !inBody.Contains(parameter)), "head"));
        return groups;
    }

    /// <summary>Characters at the beginning that two names share.</summary>
    private static int Likeness(string known, string name)
    {
        int count = 0;
        while (count < Math.Min(known.Length, name.Length) && char.ToLowerInvariant(known[count]) == char.ToLowerInvariant(name[count]))
        {
            count++;
        }

        return count;
    }

    private static Backbone OfResNet(string name, Func<ResNetOptions, Module> create) => new()
    {
        Name = name,
        Create = channels => create(new ResNetOptions { InChannels = channels }),
        Cut = -2,
        GroupStarts = [6],
    };

    private static Backbone OfVisionTransformer(string name, Func<VisionTransformerOptions, VisionTransformer> create) => new()
    {
        Name = name,
        Create = channels => create(new VisionTransformerOptions { InChannels = channels }),
        Body = classifier => new Sequential(((VisionTransformer)classifier).Features),
        Mean = [0.5f, 0.5f, 0.5f],
        Std = [0.5f, 0.5f, 0.5f],
    };

    private static Backbone OfXResNet(string name, Func<XResNetOptions, Module> create) => new()
    {
        Name = name,
        Create = channels => create(new XResNetOptions { InChannels = channels }),
        Cut = -4,
        GroupStarts = [3],
    };
}
