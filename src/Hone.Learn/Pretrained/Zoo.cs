using Hone.Nn;

namespace Hone.Learn.Pretrained;

/// <summary>Weights that Hone itself has trained. They are part of the assembly: nothing is fetched.</summary>
public static class Zoo
{
    private const string ResNet9File = "zoo/resnet9-cifar10.safetensors";

    /// <summary>Largest side of images, in pixels, for which <see cref="ResNet9Cifar10"/> is the default.</summary>
    public const int SmallSide = 64;

    /// <summary>
    /// <see cref="ResNet9"/> of 1.6 M parameters, trained on CIFAR-10 (32x32 pixels in color) from scratch; for <see cref="Backbone.ResNet9"/>. Recipe, log and
    /// accuracy: <c>release/resnet9-cifar10</c> in the repository, measured again by <c>hone reproduce cifar10</c>.
    /// </summary>
    /// <returns>Tensors by their path in the classifier, for <see cref="VisionLearnerOptions.Weights"/>; the last layer answers the ten classes in ordinal order.</returns>
    public static IReadOnlyDictionary<string, Tensor> ResNet9Cifar10()
    {
        using Stream stream = typeof(Zoo).Assembly.GetManifestResourceStream(ResNet9File)
            ?? throw new HoneDataException("Hone.Learn carries its zoo inside the assembly.", "no such resource", ResNet9File, "reinstall the package");
        return Safetensors.Read(stream, ResNet9File).Tensors;
    }
}
