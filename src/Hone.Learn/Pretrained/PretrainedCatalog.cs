using Hone.Learn.Datasets;
using Hone.Nn;

namespace Hone.Learn.Pretrained;

/// <summary>The pretrained weights that Hone knows by name. None is bundled.</summary>
public static class PretrainedCatalog
{
    /// <summary>MobileNetV2 at width 1, 2,619,461 values in 8 bits; read with <c>TfjsWeights.Read</c> and <c>KeyMaps.KerasMobileNetV2</c>.</summary>
    public static PretrainedInfo MobileNetV2 { get; } = new()
    {
        Files = new DatasetInfo
        {
            Name = "mobilenet-v2-nsfwjs",
            Title = "MobileNetV2 1.0, initialized on ImageNet, tuned to picture moderation, 8-bit weights (3.6 MB)",
            License = "MIT",
            Citation = "Laborde, G.: NSFWJS, client-side indecent content checking, version 4.3.0.",
            Home = new Uri("https://github.com/infinitered/nsfwjs"),
            HowToGet = "run npm pack nsfwjs@4.3.0 and unpack dist/models/mobilenet_v2 into a folder named as the data folder, or allow the download (25 MB, needs npm)",
            Files =
            [
                new DatasetFile { Name = "model.min.js", ContentLength = 106_679, ContentSha256 = "c32f104fd562b08cdff5ed69dfe1209643afa47e792fb12751d2949aa61a397a" },
                new DatasetFile { Name = "group1-shard1of1.min.js", ContentLength = 3_493_394, ContentSha256 = "ef2e0a63f7d2c4960b37b024b669313f65d3c45cd59e9042636c55b39de53517" },
            ],
        },
        Package = "nsfwjs@4.3.0",
        PackageFolder = "package/dist/models/mobilenet_v2",
        ModelFile = "model.min.js",
        KeyMap = KeyMaps.KerasMobileNetV2,
        Preprocessing = "RGB, divided by 255 to 0..1, 224x224",
        Training = "ImageNet, then 5 classes of picture moderation; take features from the middle (features.14.conv.0), the last blocks are bent to moderation",
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<PretrainedInfo> All { get; } = [MobileNetV2];

    /// <summary>Finds pretrained weights.</summary>
    /// <param name="name">Their name; case does not matter.</param>
    /// <exception cref="HoneDataException">No weights have this name; the message lists those that exist.</exception>
    public static PretrainedInfo Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(info => string.Equals(info.Files.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new HoneDataException("Pretrained weights are called by a name of the catalog.", $"\"{name}\"", nameof(PretrainedCatalog), $"use one of: {string.Join(", ", All.Select(info => info.Files.Name))}");
    }
}
