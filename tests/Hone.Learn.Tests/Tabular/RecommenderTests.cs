using System.IO.Compression;
using System.Text;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Recommenders and ordinal models in files: the same answers as before, and clear words about other files.</summary>
public sealed class RecommenderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Model => Path.Combine(_folder.Root, "films.hone");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_loaded_recommender_says_what_its_learner_says()
    {
        (Learner learner, ImplicitData data) = Trained();
        learner.ExportRecommender(data, Model);
        Recommender loaded = Recommender.Load(Model);

        Assert.Equal(("user", "item"), (loaded.User, loaded.Item));
        Assert.Equal(data.Users, loaded.Users);
        Assert.Equal(data.Items, loaded.Items);
        foreach (string user in (string[])["7", "12", "a stranger"])
        {
            Assert.Equal(ImplicitLearner.Recommend(learner, data, user, 50), loaded.Recommend(user, 50));
        }

        Assert.True(loaded.Knows("7"));
        Assert.False(loaded.Knows("a stranger"));
        Assert.Equal(10, loaded.Recommend("7").Count);
    }

    [Fact]
    public void Saving_again_gives_the_same_bytes()
    {
        (Learner learner, ImplicitData data) = Trained();
        learner.ExportRecommender(data, Model);
        byte[] bytes = File.ReadAllBytes(Model);
        Recommender.Load(Model).Save(Model);
        Assert.Equal(bytes, File.ReadAllBytes(Model));
        Assert.True(Recommender.IsRecommender(Model));
        Assert.False(TablePredictor.IsTable(Model));
    }

    [Fact]
    public void Other_files_are_named_by_what_they_are()
    {
        (Learner learner, ImplicitData data) = Trained();
        learner.ExportRecommender(data, Model);
        Assert.Contains("Recommender.Load", Assert.Throws<HoneFormatException>(() => TablePredictor.Load(Model)).Message);
        Assert.Contains("Recommender.Load", Assert.Throws<HoneFormatException>(() => Predictor.Load(Model)).Message);
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => Recommender.Load(Model + "x")).Message);
        Assert.False(Recommender.IsRecommender(Model + "x"));
    }

    [Theory]
    [InlineData("\"user\": \"user\"", "\"user\": 3", "JSON")]
    [InlineData("\"items\": 41", "\"items\": 3", "")]
    [InlineData("\"film1\"", "\"film2\"", "different")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 9", "version 9")]
    [InlineData("\"CandidateScorer\"", "\"Surprise\"", "\"Surprise\"")]
    public void A_description_that_was_changed_is_refused(string old, string changed, string part)
    {
        (Learner learner, ImplicitData data) = Trained();
        learner.ExportRecommender(data, Model);
        Rewrite("model.json", json => Encoding.UTF8.GetBytes(Replaced(Encoding.UTF8.GetString(json), old, changed)));
        Assert.Contains(part, Assert.Throws<HoneFormatException>(() => Recommender.Load(Model)).Message);
    }

    [Theory]
    [InlineData("seen.safetensors")]
    [InlineData("weights.safetensors")]
    public void Numbers_that_were_changed_are_refused(string entry)
    {
        (Learner learner, ImplicitData data) = Trained();
        learner.ExportRecommender(data, Model);
        Rewrite(entry, bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        Assert.Contains("SHA-256", Assert.Throws<HoneFormatException>(() => Recommender.Load(Model)).Message);
    }

    [Fact]
    public void A_model_of_other_choices_is_refused()
    {
        (Learner learner, _) = Trained();
        var more = new ImplicitData(Frame.ParseCsv("user,item\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{i % 90},{i % 70}\n"))));
        Assert.ThrowsAny<HoneException>(() => Recommender.Of(learner, more));
        Assert.Throws<ArgumentOutOfRangeException>(() => Recommender.Of(learner, TwoTastes()).Recommend("7", 0));
    }

    [Fact]
    public void An_ordinal_net_answers_as_its_learner_does()
    {
        string text = "a,b,stars\n" + string.Concat(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"{i % 17},{i % 5},{1 + (((i % 17) + (i % 5)) / 6)}\n")));
        Frame frame = Frame.ParseCsv(text);
        var data = new TabularData(frame, new TabularOptions { YNames = ["stars"], Target = TabularTarget.Ordinal, ContNames = ["a", "b"], CatNames = [] });
        Learner learner = TabularLearner.Create(data, new() { Model = new() { Layers = [8] } });
        learner.FitOneCycle(2, 1e-2);
        float[] expected = learner.GetPreds().Outputs.ToArray();
        learner.ExportTable(data, Model);

        TablePredictor loaded = TablePredictor.Load(Model);
        TablePredictions answers = loaded.Predict(frame.Take([.. data.Split.Valid]));

        Assert.Equal(["1", "2", "3", "4"], loaded.Vocab);
        Assert.All(expected.Zip(answers.Outputs.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.All(answers, answer => Assert.Equal(1, answer.Outputs.Sum(), 1e-5));
        byte[] bytes = File.ReadAllBytes(Model);
        loaded.Save(Model);
        Assert.Equal(bytes, File.ReadAllBytes(Model));
        Assert.Contains("OrdinalModel", Encoding.UTF8.GetString(Entry("model.json")));
    }

    [Fact]
    public void New_layers_are_built_again_from_their_descriptions()
    {
        Module[] layers = [new SelfAttention(16), new GeneralRelu(new() { Leak = 0.2, Most = 3 }), new CumulativeLink(4)];
        foreach (Module layer in layers)
        {
            Module again = layer.Config!.Build();
            Assert.Equal(layer.GetType(), again.GetType());
            Assert.Equal(layer.Config, again.Config);
        }
    }

    private static (Learner Learner, ImplicitData Data) Trained()
    {
        ImplicitData data = TwoTastes();
        Learner learner = ImplicitLearner.Create(data, new() { Factors = 4, Loaders = new() { BatchSize = 32, Workers = 0 } });
        learner.FitOneCycle(2, 5e-2);
        return (learner, data);
    }

    private static ImplicitData TwoTastes()
    {
        var random = new Random(3);
        string text = "user,item\n";
        for (int user = 0; user < 30; user++)
        {
            for (int item = user % 2; item < 40; item += 2)
            {
                text += random.Next(10) < 6 ? $"{user},film{item}\n" : string.Empty;
            }
        }

        return new ImplicitData(Frame.ParseCsv(text), new() { Splitter = new RandomSplitter(0.3, seed: 5) });
    }

    private static string Replaced(string text, string old, string changed)
    {
        Assert.Contains(old, text);
        return text.Replace(old, changed);
    }

    private byte[] Entry(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(Model);
        using Stream stream = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private void Rewrite(string name, Func<byte[], byte[]> change)
    {
        byte[] bytes = change(Entry(name));
        using ZipArchive archive = ZipFile.Open(Model, ZipArchiveMode.Update);
        archive.GetEntry(name)!.Delete();
        using Stream stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }
}
