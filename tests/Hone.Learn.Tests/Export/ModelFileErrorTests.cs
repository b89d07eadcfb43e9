using System.IO.Compression;
using System.Text;

namespace Hone.Learn.Tests;

/// <summary>What a reader of model files says about files that are none, or are not what they were.</summary>
public sealed class ModelFileErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelFileErrorTests() => TrainedModels.Patterns(batches: [new Normalize()]).Export(ModelPath);

    private string ModelPath => Path.Combine(_folder.Root, "model.hone");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_named()
    {
        HoneDataException error = Assert.Throws<HoneDataException>(() => Predictor.Load(Path.Combine(_folder.Root, "none.hone")));
        Assert.Contains("no such file", error.Message);
        Assert.Contains("none.hone", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_archive_is_told_apart()
    {
        string path = _folder.File("picture.hone", [1, 2, 3, 4, 5, 6, 7]);
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(path));
        Assert.Contains("7 bytes", error.Message);
    }

    [Fact]
    public void An_input_beyond_the_limit_is_refused_before_memory_is_taken()
    {
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(ModelPath, new PredictorOptions { MostInputValues = 29 }));
        Assert.Contains("at most 29 values", error.Message);
        Assert.Contains("[1, 6, 5]", error.Message);
        Assert.Equal(1 << 26, new PredictorOptions().MostInputValues);
    }

    [Fact]
    public void A_foreign_archive_is_told_apart()
    {
        string path = Path.Combine(_folder.Root, "foreign.zip");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntry("data.pkl");
        }

        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(path));
        Assert.Contains("model.json", error.Message);
        Assert.Contains("data.pkl", error.Message);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_an_error_and_nothing_else()
    {
        byte[] whole = File.ReadAllBytes(ModelPath);
        for (int length = 0; length < whole.Length; length += 7)
        {
            string path = _folder.File("cut.hone", whole[..length]);
            Assert.Throws<HoneFormatException>(() => Predictor.Load(path));
        }
    }

    [Fact]
    public void A_flipped_byte_gives_a_format_error_or_none()
    {
        byte[] whole = File.ReadAllBytes(ModelPath);
        var random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 400; round++)
        {
            byte[] bytes = [.. whole];
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            string path = _folder.File("flipped.hone", bytes);
            try
            {
                Predictor.Load(path);
            }
            catch (HoneFormatException)
            {
                // The only kind of error that content may cause.
                refused++;
            }
        }

        // Names of classes may change, and dates of the archive; nearly everything else is noticed.
        Assert.InRange(refused, 200, 400);
    }

    [Fact]
    public void Edited_weights_are_noticed_by_their_hash()
    {
        Edit("weights.safetensors", bytes =>
        {
            bytes[^1] ^= 1;
            return bytes;
        });
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(ModelPath));
        Assert.Contains("SHA-256", error.Message);
        Assert.Contains(HashOfWeights(), error.Message);
    }

    [Theory]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 3", "version 3", "update Hone")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": \"x\"", "formatVersion", "check that the path")]
    [InlineData("hone-model", "other-model", "other-model", "check that the path")]
    [InlineData("\"MultilayerPerceptron\"", "\"Quicksort\"", "\"Quicksort\"", "MultiheadAttention, MultilayerPerceptron")]
    [InlineData("\"MultilayerPerceptron\"", "\"Normalize\"", "\"Normalize\"", "MultiheadAttention, MultilayerPerceptron")]
    [InlineData("\"inFeatures\": 30", "\"inFeatures\": 31", "[3, 31]", "export the model again")]
    [InlineData("\"inFeatures\": 30", "\"inFeatures\": -30", "-30", "export the model again")]
    [InlineData("\"inFeatures\": 30", "\"inFeatures\": 30, \"extra\": 1", "extra", "export the model again")]
    [InlineData("\"inFeatures\": 30", "\"inFeatures\": null", "model", "export the model again")]
    [InlineData("\"ant\",", "", "2 names", "outputs, 3")]
    [InlineData("\"hidden\"", "\"hiddden\"", "hiddden", "export the model again")]
    [InlineData("\"kind\": \"Image\"", "\"kind\": \"Vector\"", "Vector [1, 6, 5]", "export the model again")]
    public void A_changed_description_is_refused_with_what_is_wrong(string from, string to, string names, string says)
    {
        Edit("model.json", bytes =>
        {
            string text = Encoding.UTF8.GetString(bytes);
            Assert.Contains(from, text);
            return Encoding.UTF8.GetBytes(text.Replace(from, to));
        });
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(ModelPath));
        Assert.Contains(names, error.Message);
        Assert.Contains(says, error.Message);
        Assert.Contains("model.hone", error.Message);
    }

    [Fact]
    public void More_weights_than_the_limit_are_refused_before_memory_is_taken()
    {
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(ModelPath, new PredictorOptions { MostWeightBytes = 100 }));
        Assert.Contains("at most 100 bytes", error.Message);
        Assert.Contains("MostWeightBytes", error.Message);
    }

    [Fact]
    public void A_compressed_entry_is_refused_because_a_small_file_could_ask_for_much()
    {
        Edit("weights.safetensors", bytes => new byte[1 << 20], CompressionLevel.Optimal);
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => Predictor.Load(ModelPath));
        Assert.Contains("1048576 bytes", error.Message);
    }

    private string HashOfWeights()
    {
        using ZipArchive archive = ZipFile.OpenRead(ModelPath);
        using Stream stream = archive.GetEntry("weights.safetensors")!.Open();
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
    }

    private void Edit(string name, Func<byte[], byte[]> change, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        using ZipArchive archive = ZipFile.Open(ModelPath, ZipArchiveMode.Update);
        var old = new MemoryStream();
        using (Stream stream = archive.GetEntry(name)!.Open())
        {
            stream.CopyTo(old);
        }

        archive.GetEntry(name)!.Delete();
        using Stream written = archive.CreateEntry(name, compression).Open();
        written.Write(change(old.ToArray()));
    }
}
