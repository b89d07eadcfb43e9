using System.IO.Compression;
using System.Text;

namespace Hone.Nn.Tests.Weights;

public sealed class TorchFileTests
{
    [Theory]
    [InlineData("zip")]
    [InlineData("legacy")]
    public void Every_element_type_view_and_shape_has_pytorchs_values(string form)
    {
        IReadOnlyDictionary<string, Tensor> tensors = TorchFile.Read(Fixture($"torch_state.{form}.pt")).StateDict();
        IReadOnlyDictionary<string, Tensor> expected = Golden.Read("torch_state");
        Assert.Equal(expected.Keys.Order(), tensors.Keys.Order());
        Assert.Equal(WeightOrigin.PyTorch, Assert.IsType<OriginWeights>(tensors).Origin);
        foreach ((string name, Tensor value) in expected)
        {
            Assert.Equal(value.Shape, tensors[name].Shape);
            Assert.Equal(Golden.Doubles(value), Numbers(tensors[name]));
        }

        Assert.Equal(DType.UInt8, tensors["byte"].DType);
        Assert.Equal(DType.Bool, tensors["bool"].DType);
        Assert.Equal(DType.Int32, tensors["char"].DType);
        Assert.Equal(DType.Float32, tensors["bfloat"].DType);
    }

    [Theory]
    [InlineData("torch_module", null)]
    [InlineData("torch_fastai", null)]
    [InlineData("torch_checkpoint", null)]
    [InlineData("torch_checkpoint", "model_state_dict")]
    public void A_model_takes_the_weights_of_a_state_dict_or_checkpoint(string name, string? part)
    {
        IReadOnlyDictionary<string, Tensor> expected = Golden.Read("torch_module");
        foreach (string form in new[] { "zip", "legacy" })
        {
            var model = new Sequential(new Linear(3, 2), new BatchNorm1d(2));
            model.LoadStateDict(TorchFile.Read(Fixture($"{name}.{form}.pt")).StateDict(part));
            Assert.All(model.StateDict(), s => Assert.Equal(Golden.Doubles(expected[s.Key]), Golden.Doubles(s.Value)));
        }
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("legacy")]
    public void A_net_that_PyTorch_saved_answers_as_it_did_there(string form)
    {
        IReadOnlyDictionary<string, Tensor> answers = Golden.Read("resnet_answers");
        var model = new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 4, Classes = 5 });
        Assert.True(model.LoadStateDict(TorchFile.Read(Fixture($"resnet.{form}.pt")).StateDict()).IsComplete);
        model.Eval();
        using NoGrad none = NoGrad.Enter();
        Golden.Close(answers["out"], model.Forward(answers["in"]), 1e-5, 1e-5, "out");
        Golden.Close(answers["out"], model.OptimizeForInference().Forward(answers["in"]), 1e-5, 1e-5, "optimized");

        // learn.save of fastai: the body under its names, with a head of other classes.
        var other = new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 4, Classes = 9 });
        other.Initialize(1);
        KeyMapReport report = KeyMaps.FastaiResNetBody.Load(other, TorchFile.Read(Fixture($"resnet_fastai.{form}.pt")).StateDict("model"));
        other.Eval();
        Assert.DoesNotContain(report.Names.Matched, name => name.StartsWith("fc", StringComparison.Ordinal));
        Golden.Close(answers["features"], ModelBody.Create(other, -2).Forward(answers["in"]), 1e-5, 1e-5, "features");
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("legacy")]
    public void A_checkpoint_gives_its_numbers_and_texts(string form)
    {
        TorchCheckpoint checkpoint = TorchFile.Read(Fixture($"torch_checkpoint.{form}.pt"));
        Assert.Contains("epoch", checkpoint.Keys);
        Assert.Equal(12, checkpoint.Number("epoch"));
        Assert.Equal(0.25, checkpoint.Number("best"));
        Assert.Equal(-70000, checkpoint.Number("negative"));
        Assert.Equal(Math.Pow(2, 40), checkpoint.Number("large"));
        Assert.Equal(["xxunk", "the", "straße", "😀"], checkpoint.Strings("vocab"));
        Assert.Contains("\"epochs\"", Assert.Throws<HoneFormatException>(() => checkpoint.Number("epochs")).Message);
        Assert.Contains("a list of 4 in \"vocab\"", Assert.Throws<HoneFormatException>(() => checkpoint.StateDict("vocab")).Message);
        Assert.Contains("a number", Assert.Throws<HoneFormatException>(() => checkpoint.Strings("epoch")).Message);
        Assert.Contains("a list of 4", Assert.Throws<HoneFormatException>(() => checkpoint.Number("vocab")).Message);
    }

    [Theory]
    [InlineData("torch_whole_model.zip", "torch.nn.modules.container.Sequential", "state_dict()")]
    [InlineData("torch_sparse.zip", "torch._utils._rebuild_sparse_tensor", "to_dense()")]
    [InlineData("torch_sparse.legacy", "torch._utils._rebuild_sparse_tensor", "to_dense()")]
    [InlineData("torch_quantized.zip", "torch._utils._rebuild_qtensor", "dequantize()")]
    [InlineData("torch_quantized.legacy", "torch._utils._rebuild_qtensor", "dequantize()")]
    [InlineData("torch_complex.zip", "Complex64 in storage \"0\"", "imaginary")]
    [InlineData("torch_complex.legacy", "Complex64 in storage", "imaginary")]
    [InlineData("torch_script.zip", "TorchScript", "state_dict()")]
    public void What_is_not_weights_is_refused_by_name_with_advice(string name, string what, string advice)
    {
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => TorchFile.Read(Fixture(name + ".pt")));
        Assert.Contains(what, error.Got);
        Assert.Contains(advice, error.Try);
        Assert.Contains(name, error.Path);
        if (!name.Contains("script"))
        {
            Assert.NotNull(error.ByteOffset);
        }
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    public void A_name_outside_of_the_list_is_refused_with_its_byte(string module, string name)
    {
        HoneFormatException error = Refused(Pickle($"c{module}\n{name}\n)R."));
        Assert.Equal($"{module}.{name}", error.Got);
        Assert.Equal(2, error.ByteOffset);
        Assert.Contains("torch.save(model.state_dict(), path)", error.Try);
    }

    [Fact]
    public void A_fastai_export_is_refused_with_the_way_out()
    {
        Assert.Contains("learn.save", Refused(Pickle("cfastai.learner\nLearner\n)R.")).Try);
    }

    [Theory]
    [InlineData("i", "0x69")]
    [InlineData("0", "0x30")]
    [InlineData("\u0081", "0x81")]
    [InlineData("K\u0001K\u0002.", "2")]
    [InlineData("h\u0007", "number 7")]
    [InlineData("q\u0000", "an empty stack")]
    [InlineData("]K\u0001u.", "none")]
    [InlineData("](K\u0001a.", "a mark")]
    [InlineData("](a.", "marks among them")]
    [InlineData("K\u0001K\u0002a.", "a number")]
    [InlineData("}(K\u0001u.", "1 items")]
    [InlineData("})K\u0001s.", "another key")]
    [InlineData("ccollections\nOrderedDict\nK\u0001R.", "something else")]
    [InlineData("ctorch._utils\n_rebuild_parameter\n)R.", "0 others")]
    [InlineData("X\u00ff\u0000\u0000\u0000ab", "2 until the end")]
    [InlineData("(", "0 until the end")]
    public void A_wrong_pickle_is_refused_with_its_numbers(string program, string got)
    {
        Assert.Contains(got, Refused(Pickle(program)).Message);
    }

    [Fact]
    public void A_tensor_beyond_its_storage_is_refused_with_its_numbers()
    {
        HoneFormatException error = Refused(Pickle(TensorProgram(size: 3, stride: 2, offset: 0)), [1, 2, 3, 4]);
        Assert.Contains("Elements inside the 4", error.Message);
        Assert.Contains("ends at element 4", error.Message);
        Assert.Contains("stride -1", Refused(Pickle(TensorProgram(size: 1, stride: -1, offset: 0)), [1, 2, 3, 4]).Message);
        Assert.Contains("4 bytes", Refused(Pickle(TensorProgram(size: 3, stride: 1, offset: 0)), [1, 2, 3]).Message);
        Assert.Equal([2, 4], Read(Pickle(TensorProgram(size: 2, stride: 2, offset: 1)), [1, 2, 3, 4]).StateDict()["w"].ToArray<byte>());
    }

    [Fact]
    public void An_expanded_tensor_cannot_take_more_memory_than_the_limit()
    {
        byte[] pickle = Pickle(TensorProgram(size: 100_000_000, stride: 0, offset: 0));
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Read(pickle, [1, 2, 3, 4], new() { ExtraBytes = 1000 }));
        Assert.Contains("[100000000]", error.Message);
        Assert.Contains("ExtraBytes", error.Try);
        Assert.Contains("[2147483647]", Refused(Pickle(TensorProgram(size: int.MaxValue, stride: 0, offset: 0)), [1, 2, 3, 4]).Message);
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("hello", "byte 0x68")]
    [InlineData("PK\u0003\u0004", "Central Directory")]
    public void Other_files_are_refused(string content, string got)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(content);
        Assert.Contains(got, Assert.Throws<HoneFormatException>(() => TorchFile.Read("x.pt", new MemoryStream(bytes))).Message);
    }

    [Fact]
    public void The_old_tar_form_and_plain_pickles_are_refused_by_name()
    {
        var tar = new byte[1024];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        Assert.Contains("tar archive", Assert.Throws<HoneFormatException>(() => TorchFile.Read("x.pt", new MemoryStream(tar))).Message);
        Assert.Contains("0x1950a86a20f9469cfc6c", Assert.Throws<HoneFormatException>(() => TorchFile.Read("x.pkl", new MemoryStream(Pickle("}.")))).Message);
        Assert.Contains("missing.pt", Assert.Throws<HoneException>(() => TorchFile.Read(Path.Combine(AppContext.BaseDirectory, "missing.pt"))).Message);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        foreach (string form in new[] { "zip", "legacy" })
        {
            byte[] whole = File.ReadAllBytes(Fixture($"torch_module.{form}.pt"));
            for (int length = 0; length < whole.Length; length += 7)
            {
                Assert.Throws<HoneFormatException>(() => TorchFile.Read("x.pt", new MemoryStream(whole, 0, length)));
            }
        }
    }

    internal static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Goldens", name);

    internal static byte[] Zip(byte[] pickle, byte[] storage)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "a/data.pkl", pickle);
            Add(archive, "a/data/0", storage);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }

    private static TorchCheckpoint Read(byte[] pickle, byte[] storage, TorchFileOptions? options = null) =>
        TorchFile.Read("x.pt", new MemoryStream(Zip(pickle, storage)), options);

    private static HoneFormatException Refused(byte[] pickle, byte[]? storage = null) => Assert.Throws<HoneFormatException>(() => Read(pickle, storage ?? [1, 2, 3, 4]));

    private static byte[] Pickle(string program) => Encoding.Latin1.GetBytes("\u0080\u0002" + program);

    /// <summary>{"w": tensor over four bytes}.</summary>
    private static string TensorProgram(int size, int stride, int offset)
    {
        string storage = $"({Text("storage")}ctorch\nByteStorage\n{Text("0")}{Text("cpu")}{Whole(4)}tQ";
        return $"}}{Text("w")}ctorch._utils\n_rebuild_tensor_v2\n({storage}{Whole(offset)}{Whole(size)}\u0085{Whole(stride)}\u0085\u0089}}tRs.";
    }

    private static string Text(string text) => $"X{(char)text.Length}\0\0\0{text}";

    private static string Whole(int value) => "J" + Encoding.Latin1.GetString(BitConverter.GetBytes(value));

    private static double[] Numbers(Tensor tensor) => tensor.DType switch
    {
        DType.Int32 => Array.ConvertAll(tensor.ToArray<int>(), x => (double)x),
        DType.UInt8 => Array.ConvertAll(tensor.ToArray<byte>(), x => (double)x),
        DType.Bool => Array.ConvertAll(tensor.ToArray<bool>(), x => x ? 1.0 : 0),
        _ => Golden.Doubles(tensor),
    };
}
