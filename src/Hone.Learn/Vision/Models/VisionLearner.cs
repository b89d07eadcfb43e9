using Hone.Nn;

namespace Hone.Learn;

/// <summary>Image classification and regression by transfer learning: a pretrained body, a new head.</summary>
/// <remarks>fastai's <c>vision_learner</c> (<c>cnn_learner</c> until 2.6).</remarks>
public static class VisionLearner
{
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
