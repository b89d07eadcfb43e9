using System.Text;

namespace Hone.Nn.Tests.Weights;

public sealed class TfjsWeightsTests
{
    [Fact]
    public void A_minified_module_and_json_give_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        byte[] data = [0, 255, 10, 0x00, 0x3C, 0x00, 0xC0, 0xFE, 0xFF, 0xFF, 0xFF, 1, 0x34, 0x12];
        File.WriteAllText(folder.File("model.json"), """{"weightsManifest": [{"paths": ["s.bin"], "weights": [{"name": "q", "shape": [3], "dtype": "float32", "quantization": {"min": -0.25, "scale": 0.5, "dtype": "uint8"}}, {"name": "h", "shape": [2], "dtype": "float32", "quantization": {"dtype": "float16", "original_dtype": "float32"}}, {"name": "i", "shape": [], "dtype": "int32"}, {"name": "b", "shape": [1], "dtype": "bool"}, {"name": "w", "shape": [1, 1], "dtype": "float32", "quantization": {"min": 1, "scale": 1e-3, "dtype": "uint16"}}]}]}""");
        File.WriteAllBytes(folder.File("s.bin"), data);
        File.WriteAllText(folder.File("model.min.js"), """!function(e){e.exports={modelTopology:{a:!0},weightsManifest:[{paths:["group1"],weights:[{name:"q",shape:[3],dtype:"float32",quantization:{min:-.25,scale:.5,dtype:"uint8"}},{name:"h",shape:[2],dtype:"float32",quantization:{dtype:"float16",x:!1}},{name:"i",shape:[],dtype:"int32"},{name:"b",shape:[1],dtype:"bool"},{name:"w",shape:[1,1],dtype:"float32",quantization:{min:1,scale:1e-3,dtype:"uint16"}}]}]}},{}""");
        File.WriteAllText(folder.File("group1.min.js"), $"e.exports=\"{Convert.ToBase64String(data)}\"}},{{}}");
        foreach (string name in new[] { "model.json", "model.min.js" })
        {
            IReadOnlyDictionary<string, Tensor> weights = TfjsWeights.Read(folder.File(name));
            Assert.Equal([-0.25f, 127.25f, 4.75f], weights["q"].ToArray<float>());
            Assert.Equal([1f, -2f], weights["h"].ToArray<float>());
            Assert.Equal([-2], weights["i"].ToArray<int>());
            Assert.Equal([true], weights["b"].ToArray<bool>());
            Assert.Equal(5.66f, weights["w"].Item(), 1e-6f);
        }

        File.WriteAllBytes(folder.File("s.bin"), data[1..]);
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => TfjsWeights.Read(folder.File("model.json")));
        Assert.Contains("5 weights of 14 bytes", error.Message);
        Assert.Contains("13 bytes in s.bin", error.Message);
        File.Delete(folder.File("s.bin"));
        Assert.Contains("s.bin", Assert.Throws<HoneException>(() => TfjsWeights.Read(folder.File("model.json"))).Message);
    }

    [Theory]
    [InlineData("{}", "none in 2 bytes")]
    [InlineData("""{"weightsManifest":[{"paths":["../x"],"weights":[]}]}""", "\"../x\"")]
    [InlineData("""{"weightsManifest":[{"paths":["/x"],"weights":[]}]}""", "\"/x\"")]
    [InlineData("""{"weightsManifest":[{"paths":[],"weights":[{"name":"a","shape":[1],"dtype":"complex64"}]}]}""", "complex64 for \"a\"")]
    [InlineData("""{"weightsManifest":[{"paths":[],"weights":[{"name":"a","shape":[-1],"dtype":"float32"}]}]}""", "[-1] for \"a\"")]
    [InlineData("""{"weightsManifest":[{"paths":[],"weights":[{"name":"a","shape":[65536,65536],"dtype":"float32"}]}]}""", "[65536, 65536]")]
    [InlineData("""{"weightsManifest":[{"paths":[],"weights":[{"name":"a","shape":[0],"dtype":"float32"},{"name":"a","shape":[0],"dtype":"float32"}]}]}""", "\"a\" a second time")]
    [InlineData("""{"weightsManifest":[{"paths":[],"weights":[{"name":"a","shape":[1],"dtype":"float32","quantization":{"dtype":"uint4"}}]}]}""", "float32 to uint4")]
    [InlineData("""{"weightsManifest":[{"weights":[]}]}""", "weightsManifest")]
    [InlineData("weightsManifest:[f(1)]", "the name f")]
    [InlineData("weightsManifest:[{a:1}", "the end of the file")]
    public void A_wrong_manifest_is_refused(string text, string got)
    {
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => TfjsWeights.Parse("model.json", Encoding.UTF8.GetBytes(text), _ => []));
        Assert.Contains(got, error.Message);
        Assert.Contains("model.json", error.Message);
    }

    [Fact]
    public void A_module_without_base64_is_refused()
    {
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => TfjsShard.Decode("s.min.js", "e=\"not base64!\""u8));
        Assert.Contains("11 characters", error.Message);
        Assert.Equal(3, error.ByteOffset);
    }
}
