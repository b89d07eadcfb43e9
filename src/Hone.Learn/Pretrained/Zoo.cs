using System.Security.Cryptography;
using Hone.Learn.Datasets;
using Hone.Nn;

namespace Hone.Learn.Pretrained;

/// <summary>Weights that Hone itself has trained. They are part of the assembly: nothing is fetched.</summary>
public static class Zoo
{
    /// <summary>Largest side of images, in pixels, for which <see cref="ResNet9Cifar10"/> is the default.</summary>
    public const int SmallSide = 64;

    /// <summary>What is known about <see cref="ResNet9Cifar10"/>.</summary>
    public static ZooModel ResNet9 { get; } = new()
    {
        Name = "resnet9-cifar10",
        Title = "Hone's ResNet9 for small color images, 1,646,122 parameters (6.6 MB)",
        License = "Apache-2.0",
        Citation = "The Hone authors: resnet9-cifar10, trained on CIFAR-10 (Krizhevsky 2009).",
        File = new DatasetFile
        {
            Name = "model.safetensors",
            ContentLength = 6_597_600,
            ContentSha256 = "425ae97cdc22204a1765a72530c3070ae954f60c3f1cf3762babde5f13af960f",
        },
        Preprocessing = "RGB, divided by 255, normalized by the statistics of CIFAR-10, 32x32",
        Training = $"CIFAR-10 from scratch: 0.8871 on the 10,000 official test images; VisionLearner.Create(data) begins with it for images of up to {SmallSide} pixels",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ZooModel> All { get; } = [ResNet9];

    /// <summary>
    /// <see cref="Hone.Nn.ResNet9"/> of 1.6 M parameters, trained on CIFAR-10 (32x32 pixels in color) from scratch; for <see cref="Backbone.ResNet9"/>. Recipe, log and
    /// accuracy: <c>release/resnet9-cifar10</c> in the repository.
    /// </summary>
    /// <returns>Tensors by their path in the classifier, for <see cref="VisionLearnerOptions.Weights"/>; the last layer answers the ten classes in ordinal order.</returns>
    public static IReadOnlyDictionary<string, Tensor> ResNet9Cifar10() => Read(ResNet9);

    /// <summary>Reads the weights of a net of the zoo.</summary>
    /// <param name="model">The net.</param>
    /// <returns>Tensors by their path in the classifier.</returns>
    /// <exception cref="HoneDataException">The assembly lacks the weights, or their content is not that of the hash.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(ZooModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using Stream stream = typeof(Zoo).Assembly.GetManifestResourceStream(model.Resource)
            ?? throw new HoneDataException("Hone.Learn carries its zoo inside the assembly.", "no such resource", model.Resource, "reinstall the package");
        string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (hash != model.File.ContentSha256)
        {
            throw new HoneDataException($"{model.File.Name} of {model.Name} has the SHA-256 {model.File.ContentSha256}.", hash, model.Resource, "reinstall the package");
        }

        stream.Position = 0;
        return Safetensors.Read(stream, model.Resource).Tensors;
    }
}
