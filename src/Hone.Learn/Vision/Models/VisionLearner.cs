using Hone.Learn.Pretrained;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Image classification and regression by transfer learning: a pretrained body, a new head.</summary>
/// <remarks>fastai's <c>vision_learner</c> (<c>cnn_learner</c> until 2.6).</remarks>
public static class VisionLearner
{
    /// <summary>A learner for small images over Hone's own pretrained net, <see cref="Zoo.ResNet9Cifar10"/>, which is part of the library.</summary>
    /// <example><code>
    /// Learner learner = VisionLearner.Create(data);
    /// learner.FineTune(5);
    /// </code></example>
    /// <param name="data">Loaders of images of at most <see cref="Zoo.SmallSide"/> pixels a side.</param>
    /// <param name="options">fastai's defaults unless told; weights that are set take the place of the zoo's.</param>
    /// <returns>The learner.</returns>
    /// <exception cref="HoneException">The inputs are no images, are larger, or the number of outputs cannot be told.</exception>
    public static Learner Create(DataLoaders data, VisionLearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new VisionLearnerOptions();
        ImageTask.Channels(data, nameof(VisionLearner));
        Shape row = data.Train.Dataset.Input.RowShape;
        if (Math.Max(row[1], row[2]) > Zoo.SmallSide)
        {
            throw new HoneException(
                $"Images of at most {Zoo.SmallSide}x{Zoo.SmallSide} pixels for the small net of the zoo.",
                $"{row[1]}x{row[2]}",
                nameof(VisionLearner),
                "name a backbone, such as Backbone.MobileNetV2Middle with PretrainedLocator.Read(PretrainedCatalog.MobileNetV2)");
        }

        return Create(data, Backbone.ResNet9, options with { Weights = options.Weights ?? Zoo.ResNet9Cifar10() });
    }

    /// <summary>Cuts a classifier, puts a new head on its body and makes a learner over both.</summary>
    /// <remarks>
    /// The model has fastai's names (<c>0.4.0.conv1.weight</c> in the body, <c>1.8.weight</c> in the head). The head's weights begin by
    /// <see cref="Initializers.KaimingNormal"/>. With pretrained weights the images are normalized by the statistics that the weights expect, unless
    /// a <see cref="Normalize"/> is there already, and everything but the head and the normalizations is frozen: go on with <c>FineTune</c>.
    /// </remarks>
    /// <example><code>
    /// Learner learner = VisionLearner.Create(data, Backbone.ResNet18, new() { Weights = Safetensors.Read(path).Tensors });
    /// learner.FineTune(5);
    /// </code></example>
    /// <param name="data">Loaders of images.</param>
    /// <param name="backbone">The classifier to cut.</param>
    /// <param name="options">fastai's defaults unless told; without weights the net learns from scratch.</param>
    /// <returns>The learner.</returns>
    /// <exception cref="HoneException">The inputs are no images, the number of outputs cannot be told, or the weights do not fit.</exception>
    public static Learner Create(DataLoaders data, Backbone backbone, VisionLearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(backbone);
        options ??= new VisionLearnerOptions();
        int channels = ImageTask.Channels(data, nameof(VisionLearner));
        int outputs = options.Outputs ?? ImageTask.Outputs(data, nameof(VisionLearner));
        Module classifier = backbone.Create(channels);
        Sequential body = backbone.CreateBody(classifier);
        Sequential head = ModelHead.Create(ImageTask.Features(body, channels, options.Seed), outputs, options.Head).ApplyInit();
        Sequential model = new Sequential(body, head).Initialize(options.Seed);
        return ImageTask.Join(data, backbone, classifier, body, model, options.Weights, options.Normalize, options.Learner);
    }
}
