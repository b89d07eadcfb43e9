using System.Buffers.Binary;
using System.Text;

namespace Hone.Nn.Tests.Weights;

public sealed class SafetensorsTests
{
    [Fact]
    public void Every_written_type_is_read_back_with_its_metadata()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("deep/all.safetensors");
        var tensors = new Dictionary<string, Tensor>
        {
            ["f32"] = Tensor.From([1.5f, -2f, float.NaN], [3]),
            ["f64"] = Tensor.From([Math.PI], []),
            ["i64"] = Tensor.From([long.MinValue, 7], [2, 1]),
            ["i32"] = Tensor.From([int.MaxValue], [1]),
            ["u8"] = Tensor.From<byte>([0, 255, 3], [3]),
            ["bool \"ä\""] = Tensor.From([true, false], [2]),
            ["empty"] = Tensor.Zeros([0, 4]),
        };
        Safetensors.Write(path, tensors, new Dictionary<string, string> { ["epoch"] = "3" });
        SafetensorsContent content = Safetensors.Read(path);
        Assert.Equal("3", content.Metadata["epoch"]);
        Assert.Equal(tensors.Keys.Order(), content.Tensors.Keys.Order());
        Assert.All(tensors, t => Assert.Equal(t.Value.Shape, content.Tensors[t.Key].Shape));
        Assert.Equal([1.5f, -2f, float.NaN], content.Tensors["f32"].ToArray<float>());
        Assert.Equal(Math.PI, content.Tensors["f64"].Item());
        Assert.Equal([long.MinValue, 7], content.Tensors["i64"].ToArray<long>());
        Assert.Equal([int.MaxValue], content.Tensors["i32"].ToArray<int>());
        Assert.Equal([0, 255, 3], content.Tensors["u8"].ToArray<byte>());
        Assert.Equal([true, false], content.Tensors["bool \"ä\""].ToArray<bool>());
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal(0ul, BinaryPrimitives.ReadUInt64LittleEndian(bytes) % 8);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Equal_content_gives_equal_bytes()
    {
        using var folder = new TemporaryFolder();
        Tensor a = Tensor.Ones([2]);
        Tensor b = Tensor.Zeros([1], DType.Float64);
        Safetensors.Write(folder.File("1"), new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b });
        Safetensors.Write(folder.File("2"), new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a });
        Assert.Equal(File.ReadAllBytes(folder.File("1")), File.ReadAllBytes(folder.File("2")));
    }

    [Fact]
    public void Short_types_are_widened_exactly()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x");
        byte[] data = [0x00, 0x3C, 0x00, 0xC0, 0x80, 0x3F, 0x20, 0xC0, 0xFF, 0xFF, 0x80, 0x02];
        Write(path, """{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},"s":{"dtype":"I16","shape":[1],"data_offsets":[8,10]},"c":{"dtype":"I8","shape":[1],"data_offsets":[10,11]},"t":{"dtype":"BOOL","shape":[1],"data_offsets":[11,12]}}  """, data);
        IReadOnlyDictionary<string, Tensor> tensors = Safetensors.Read(path).Tensors;
        Assert.Equal([1f, -2f], tensors["h"].ToArray<float>());
        Assert.Equal([1f, -2.5f], tensors["b"].ToArray<float>());
        Assert.Equal([-1], tensors["s"].ToArray<int>());
        Assert.Equal([-128], tensors["c"].ToArray<int>());
        Assert.Equal([true], tensors["t"].ToArray<bool>());
    }

    [Fact]
    public void A_model_is_the_same_after_saving_and_loading()
    {
        using var folder = new TemporaryFolder();
        Sequential model = SmallResNet.Create(new() { Widths = [4, 18] }).Initialize(1);
        model.Forward(Tensor.From(new RandomStream(1, "x").Floats(2 * 64), [2, 1, 8, 8]));
        model.Save(folder.File("model.safetensors"));
        Sequential loaded = SmallResNet.Create(new() { Widths = [4, 18] });
        Assert.True(loaded.Load(folder.File("model.safetensors")).IsComplete);
        Assert.All(model.StateDict(), s => Assert.Equal(Golden.Doubles(s.Value), Golden.Doubles(loaded.StateDict()[s.Key])));
    }

    [Theory]
    [InlineData("overlap", """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "\"b\" begins at 2, the one before ends at 3")]
    [InlineData("hole", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "\"b\" begins at 2, the one before ends at 1")]
    [InlineData("hole at the start", """{"a":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}""", "\"a\" begins at 1")]
    [InlineData("data too long", """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "4 bytes")]
    [InlineData("data cut off", """{"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}""", "cut off")]
    [InlineData("duplicate", """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "\"a\" a second time")]
    [InlineData("duplicate field", """{"a":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "\"dtype\" of \"a\" a second time")]
    [InlineData("too many axes", """{"a":{"dtype":"U8","shape":[4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "\"a\" of 33 axes")]
    [InlineData("overflow", """{"a":{"dtype":"F64","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,4]}}""", "4294967296")]
    [InlineData("wrong length", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "takes 8 bytes")]
    [InlineData("backwards", """{"a":{"dtype":"U8","shape":[0],"data_offsets":[4,0]}}""", "from 4 to 0")]
    [InlineData("negative", """{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", "a.shape")]
    [InlineData("fraction", """{"a":{"dtype":"U8","shape":[4.5],"data_offsets":[0,4]}}""", "a.shape")]
    [InlineData("unknown type", """{"a":{"dtype":"Q9","shape":[4],"data_offsets":[0,4]}}""", "\"Q9\"")]
    [InlineData("unread type", """{"a":{"dtype":"C64","shape":[0],"data_offsets":[0,0]},"b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "C64")]
    [InlineData("part of a byte", """{"a":{"dtype":"F4","shape":[7],"data_offsets":[0,4]}}""", "takes 3.5 bytes")]
    [InlineData("missing field", """{"a":{"dtype":"U8","data_offsets":[0,4]}}""", "\"a\" without one")]
    [InlineData("unknown field", """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"x":1}}""", "\"x\" in \"a\"")]
    [InlineData("three offsets", """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,4]}}""", "\"a\" without one")]
    [InlineData("metadata number", """{"__metadata__":{"n":1},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "__metadata__.n")]
    [InlineData("not an object", """[1]""", "0x5b")]
    [InlineData("not JSON", """{"a":""", "JSON object")]
    [InlineData("text behind", """{} x""", "JSON object")]
    [InlineData("leading space", """ {}""", "0x20")]
    public void A_broken_header_is_named_with_file_and_byte(string what, string header, string part)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(what);
        Write(path, header, new byte[4]);
        var error = Assert.Throws<HoneFormatException>(() => Safetensors.Read(path));
        Assert.Contains(part, error.Message);
        Assert.Equal(path, error.Path);
        Assert.Contains(path, error.Message);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_named()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        File.WriteAllBytes(folder.File("x"), bytes);
        var error = Assert.Throws<HoneFormatException>(() => Safetensors.Read(folder.File("x")));
        Assert.Contains("18446744073709551615 bytes in a file of 16", error.Message);
        Assert.Equal(0, error.ByteOffset);
    }

    [Fact]
    public void A_file_shorter_than_its_prefix_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("x"), [1, 2, 3]);
        Assert.Contains("3 bytes in all", Assert.Throws<HoneFormatException>(() => Safetensors.Read(folder.File("x"))).Message);
    }

    [Fact]
    public void Every_truncation_and_every_flipped_header_byte_is_refused_or_read_never_a_crash()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x");
        Safetensors.Write(path, new Dictionary<string, Tensor> { ["weight"] = Tensor.Ones([3, 2]), ["n"] = Tensor.Zeros([], DType.Int64) });
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<HoneFormatException>(() => Safetensors.Read(path));
        }

        var stream = new RandomStream(1, "flip");
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[stream.NextInt(whole.Length - 32)] = (byte)stream.NextInt(256);
            File.WriteAllBytes(path, damaged);
            Exception? error = Record.Exception(() => Safetensors.Read(path));
            Assert.True(error is null or HoneFormatException, error?.ToString());
        }
    }

    [Fact]
    public void A_missing_file_is_an_error_with_its_path() =>
        Assert.Contains("nowhere.safetensors", Assert.Throws<HoneException>(() => Safetensors.Read(Path.Combine(Path.GetTempPath(), "nowhere.safetensors"))).Message);

    [Fact]
    public void The_reserved_name_is_refused()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<HoneException>(() => Safetensors.Write(folder.File("x"), new Dictionary<string, Tensor> { ["__metadata__"] = Tensor.Ones([1]) }));
        Assert.Contains("__metadata__", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_path_that_cannot_be_written_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("x"));
        var error = Assert.Throws<HoneException>(() => Safetensors.Write(folder.File("x"), new Dictionary<string, Tensor> { ["a"] = Tensor.Ones([1]) }));
        Assert.Contains(folder.File("x"), error.Message);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private static void Write(string path, string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] bytes = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        json.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + json.Length);
        File.WriteAllBytes(path, bytes);
    }
}
