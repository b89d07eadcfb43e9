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

    /// <summary>InceptionV3, 22,360,869 values in 8 bits; read with <c>TfjsWeights.Read</c> and <c>KeyMaps.KerasInceptionV3</c>.</summary>
    public static PretrainedInfo InceptionV3 { get; } = new()
    {
        Files = new DatasetInfo
        {
            Name = "inception-v3-nsfwjs",
            Title = "InceptionV3, initialized on ImageNet, tuned to picture moderation, 8-bit weights (30 MB)",
            License = "MIT",
            Citation = "Laborde, G.: NSFWJS, client-side indecent content checking, version 4.3.0.",
            Home = new Uri("https://github.com/infinitered/nsfwjs"),
            HowToGet = "run npm pack nsfwjs@4.3.0 and unpack dist/models/inception_v3 into a folder named as the data folder, or allow the download (25 MB, needs npm)",
            Files =
            [
                new DatasetFile { Name = "model.min.js", ContentLength = 177_909, ContentSha256 = "8c2b793b9d277840fc757725bf3b135c96d5a54ec020e2b4ab569fc3df6b3848" },
                new DatasetFile { Name = "group1-shard1of6.min.js", ContentLength = 5_593_186, ContentSha256 = "e9316ac20ff634f990e483062050afe9a4826885c3a212d676ce2cfda93a4884" },
                new DatasetFile { Name = "group1-shard2of6.min.js", ContentLength = 5_593_186, ContentSha256 = "467b33d62b4c470edf8acd3da554e331f2d49f3f93ddd718f944f595c516cd82" },
                new DatasetFile { Name = "group1-shard3of6.min.js", ContentLength = 5_593_186, ContentSha256 = "075300e057ca7e9fd2e282afbc3a6596a0404288c94bf781e9b20658cbeee664" },
                new DatasetFile { Name = "group1-shard4of6.min.js", ContentLength = 5_593_186, ContentSha256 = "b51ee46e062e752e81c28761a56369432671bfb3d59f4f062f5bd4dd58ff5303" },
                new DatasetFile { Name = "group1-shard5of6.min.js", ContentLength = 5_593_186, ContentSha256 = "d4149969b3c61e0d4dde1d4f555f5b00f4fc87f6bab1a4cd4967b24f62725de6" },
                new DatasetFile { Name = "group1-shard6of6.min.js", ContentLength = 1_853_246, ContentSha256 = "b684762a7d7c39b80183d260bdab6f072321349300f9f2ff144a085a382acfc4" },
            ],
        },
        Package = "nsfwjs@4.3.0",
        PackageFolder = "package/dist/models/inception_v3",
        ModelFile = "model.min.js",
        KeyMap = KeyMaps.KerasInceptionV3,
        Preprocessing = "RGB, divided by 255 to 0..1, 299x299",
        Training = "ImageNet, then 5 classes of picture moderation; take features from the middle (Mixed_6e), the last blocks are bent to moderation",
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<PretrainedInfo> All { get; } = [MobileNetV2, InceptionV3];

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
