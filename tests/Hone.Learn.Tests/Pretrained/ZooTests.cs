using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;
using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class ZooTests
{
    [Fact]
    public void Every_net_has_the_length_and_hash_that_are_told_and_fits_its_backbone()
    {
        ZooModel model = Assert.Single(Zoo.All);
        IReadOnlyDictionary<string, Tensor> weights = Zoo.Read(model);
        using Stream stream = typeof(Zoo).Assembly.GetManifestResourceStream("zoo/resnet9-cifar10.safetensors")!;
        Assert.Equal(model.File.ContentLength, stream.Length);
        Module net = Backbone.ResNet9.Create(3).Initialize(1);
        Assert.True(net.LoadStateDict(weights).IsComplete);
        Assert.Equal(1_646_122, net.ParameterCount);
    }

    [Fact]
    public void Other_content_is_refused_with_both_hashes()
    {
        ZooModel changed = Zoo.ResNet9 with { File = new DatasetFile { Name = "model.safetensors", ContentLength = 1, ContentSha256 = new string('0', 64) } };
        var error = Assert.Throws<HoneDataException>(() => Zoo.Read(changed));
        Assert.Contains(new string('0', 64), error.Message);
        Assert.Contains(Zoo.ResNet9.File.ContentSha256, error.Message);
        Assert.Contains("zoo/nowhere.safetensors", Assert.Throws<HoneDataException>(() => Zoo.Read(changed with { Name = "nowhere" })).Message);
    }
}
