using Hone.Nn;

namespace Hone.Learn;

/// <summary>Segmentation and other image-to-image tasks by transfer learning: a <see cref="DynamicUnet"/> over a pretrained body.</summary>
/// <remarks>fastai's <c>unet_learner</c>.</remarks>
public static class UnetLearner
{
    /// <summary>Cuts a classifier, builds a U-Net over its body and makes a learner over it.</summary>
    /// <remarks>With pretrained weights normalization and freezing are those of <see cref="VisionLearner"/>.</remarks>
    /// <param name="data">Loaders of images with masks, or with images to answer.</param>
    /// <param name="backbone">The classifier to cut.</param>
    /// <param name="options">fastai's defaults unless told; without weights the net learns from scratch.</param>
    /// <returns>The learner.</returns>
    /// <exception cref="HoneException">The inputs are no images, the targets are none for pixels, such as classes of whole pictures, the number of outputs cannot be told, or the weights do not fit.</exception>
    public static Learner Create(DataLoaders data, Backbone backbone, UnetLearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(backbone);
        options ??= new UnetLearnerOptions();
        int channels = ImageTask.Channels(data, nameof(UnetLearner));
        RequirePixels(data.Train.Dataset.Target);
        int outputs = options.Outputs ?? ImageTask.Outputs(data, nameof(UnetLearner));
        Shape row = data.Train.Dataset.Input.RowShape;
        Module classifier = backbone.Create(channels);
        Sequential body = backbone.CreateBody(classifier);
        DynamicUnet model = new DynamicUnet(body, outputs, options.Unet with { ImageSize = new Size2d(row[1], row[2]) }).Initialize(options.Seed);
        return ImageTask.Join(data, backbone, classifier, body, model, options.Weights, options.Normalize, options.Learner);
    }

    /// <summary>A U-Net answers for each pixel, so only masks and images can be compared with it.</summary>
    private static void RequirePixels(Column? target)
    {
        if (target is PointColumn or BoxColumn or { RowShape.Rank: < 2 })
        {
            throw new HoneException(
                "Masks or images as targets: a U-Net answers for each pixel.",
                $"a target {target.Name} of {target.DType} {target.RowShape}",
                nameof(UnetLearner),
                "make the data with a MaskBlock, such as SegmentationDataLoaders.FromLabelFunc, or use VisionLearner for one answer a picture");
        }
    }
}
