using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Models of texts go into files with their vocabulary and tokenizer, and answer texts as the learner does.</summary>
[Collection("memory pool")]
public sealed class TextExportTests : IDisposable
{
    private static readonly TextOptions s_every = new() { MinFrequency = 1 };

    private static readonly string[] s_texts = ["good film", "bad", "a good good one", "so bad it hurts", "GOOD", "bad bad bad film", "good and short", "too bad"];

    private readonly TemporaryFolder _folder = new();

    private string ModelPath => Path.Combine(_folder.Root, "text.hone");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_loaded_model_gives_the_predictions_of_the_learner()
    {
        Learner learner = Classifier(s_every);
        learner.Fit(2);
        Predictions expected = learner.GetPreds();
        learner.Export(ModelPath);

        Predictor predictor = Predictor.Load(ModelPath);
        IReadOnlyList<Prediction> answers = predictor.PredictTexts([.. expected.Ids.Select(id => s_texts[int.Parse(id)])], expected.Ids);

        Assert.True(predictor.SeesTexts);
        Assert.Equal((InputKind.Text, 2), (predictor.Content.Input.Kind, predictor.OutputShape[0]));
        Assert.Equal(["bad", "good"], predictor.Vocab);
        Assert.Equal(expected.Count, answers.Count);
        for (int i = 0; i < answers.Count; i++)
        {
            Assert.Equal((expected.Ids[i], expected[i].Label), (answers[i].Id, answers[i].Label));
            Close(expected.Row(i).ToArray(), answers[i].Probabilities);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_text_gets_the_same_answer_alone_and_among_others(bool padFirst)
    {
        Learner learner = Classifier(s_every with { PadFirst = padFirst });
        learner.Fit(1);
        learner.Export(ModelPath);
        AssertAloneAsTogether(Predictor.Load(ModelPath));
        AssertAloneAsTogether(Predictor.Load(ModelPath, new PredictorOptions { BatchSize = 3 }));
        Assert.Equal(padFirst, Predictor.Load(ModelPath).Content.Input.Text!.PadFirst);
    }

    [Fact]
    public void A_net_that_would_read_the_padding_sees_none()
    {
        ConfigCatalog catalog = ConfigCatalog.Default.With("last-step", OwnJson.Default.LastStepConfig);
        Learner learner = Classifier(s_every, words => new Sequential(new Embedding(words, 4, new() { PaddingIndex = 1 }), new Gru(4, 5, new() { BatchFirst = true }), new LastStep(), new Linear(5, 2)));
        learner.Fit(1);
        learner.Export(ModelPath, new ExportOptions { Catalog = catalog });
        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { Catalog = catalog });
        AssertAloneAsTogether(predictor);

        // Alone there is no padding for the learner either.
        Predictions alone = learner.GetPreds(learner.Data.TestLoader<string>(["so bad it hurts"]));
        Close(alone.Row(0).ToArray(), predictor.PredictTexts(["bad", "so bad it hurts"])[1].Probabilities);
    }

    [Fact]
    public void Unknown_words_are_one_token_and_an_empty_text_has_an_answer()
    {
        Classifier(s_every).Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        Assert.Equal(predictor.PredictText("good zebra").Probabilities, predictor.PredictText("good xylophone").Probabilities);
        Assert.NotEqual(predictor.PredictText("good").Probabilities, predictor.PredictText("good zebra").Probabilities);
        Prediction empty = predictor.PredictText(string.Empty, "nothing");
        Assert.Equal(("nothing", 1.0), (empty.Id, Math.Round(empty.Probabilities.Sum(p => (double)p), 5)));
        Assert.Equal(empty.Probabilities, predictor.PredictText(" \n").Probabilities);
        Assert.Empty(predictor.PredictTexts([]));
    }

    [Fact]
    public void Vocabulary_and_tokenizer_are_data_and_files_without_texts_are_as_before()
    {
        Learner learner = Classifier(s_every with { MaxTokens = 3 });
        learner.Export(ModelPath);
        JsonNode input = Description(ModelPath)["input"]!;
        Assert.Equal("Text", (string?)input["kind"]);
        Assert.Equal("WordTokenizer", (string?)input["text"]!["tokenizer"]!["name"]);
        Assert.Equal(learner.Data.Train.Dataset.Input.Vocab, input["text"]!["vocab"]!.AsArray().Select(token => (string)token!));
        Predictor predictor = Predictor.Load(ModelPath);
        Assert.Equal(predictor.PredictText("a good").Probabilities, predictor.PredictText("a good bad bad").Probabilities);

        string pictures = Path.Combine(_folder.Root, "pictures.hone");
        TrainedModels.Patterns().Export(pictures);
        Assert.Equal(["kind", "shape"], Description(pictures)["input"]!.AsObject().Select(property => property.Key));
        Assert.Equal(1, (int)Description(pictures)["formatVersion"]!);
    }

    [Fact]
    public void A_tokenizer_that_is_no_data_is_refused_by_name()
    {
        var lambda = Assert.Throws<HoneException>(() => Classifier(s_every with { Tokenize = text => [text] }).Export(ModelPath));
        Assert.Contains("tokenizer that can be told as data", lambda.Message);
        Assert.Contains($"a lambda in {nameof(TextExportTests)}.{nameof(A_tokenizer_that_is_no_data_is_refused_by_name)}", lambda.Message);
        var method = Assert.Throws<HoneException>(() => Classifier(s_every with { Tokenize = Split }).Export(ModelPath));
        Assert.Contains($"{nameof(TextExportTests)}.{nameof(Split)}", method.Message);

        // The object could be told, but it is not what cuts the texts.
        var other = Assert.Throws<HoneException>(() => Classifier(s_every with { Tokenize = new LetterTokenizer('.').Backward }).Export(ModelPath));
        Assert.Contains("LetterTokenizer.Backward", other.Message);
        var unknown = Assert.Throws<HoneException>(() => Classifier(s_every with { Tokenize = new LetterTokenizer('.').Tokenize }).Export(ModelPath));
        Assert.Contains("A tokenizer that the catalog knows: WordTokenizer.", unknown.Message);
        Assert.False(File.Exists(ModelPath));
    }

    [Fact]
    public void A_tokenizer_of_a_users_own_travels_by_its_name()
    {
        ConfigCatalog catalog = ConfigCatalog.Default.With("letters", OwnJson.Default.LetterTokenizerConfig);
        Learner learner = Classifier(s_every with { Tokenize = new LetterTokenizer('.').Tokenize });
        learner.Export(ModelPath, new ExportOptions { Catalog = catalog });
        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { Catalog = catalog });
        Assert.Equal(predictor.PredictText("good").Probabilities, predictor.PredictText("good.bad").Probabilities);
        var nothing = Assert.Throws<HoneDataException>(() => predictor.PredictTexts(["good", ".bad"], ["first", "second"]));
        Assert.Contains("no token", nothing.Message);
        Assert.Contains("item second", nothing.Message);
    }

    [Fact]
    public void Numbers_of_texts_come_from_files_and_from_texts()
    {
        var block = new DataBlock<string>
        {
            Input = new TextBlock<string>(text => text, s_every),
            Target = new RegressionBlock<string>(text => (float[])[text.Length]),
            Splitter = new RandomSplitter(0.25),
        };
        DataLoaders data = block.DataLoaders(s_texts, new DataLoaderOptions { BatchSize = 2, Workers = 0 });
        var learner = new Learner(data, Bag(data.Train.Dataset.Input.Vocab.Count, 1).Initialize(seed: 1));
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        var outputs = new float[2];
        predictor.ComputeTexts(["a good film", "bad"], outputs);
        string first = _folder.File("first.txt", "a good film"u8.ToArray());
        string second = _folder.File("second.txt", "\uFEFFbad"u8.ToArray());
        FileNumbers[] files = [.. predictor.NumberFiles([first, second])];
        Assert.Equal([first, second], files.Select(file => file.Path));
        Close(outputs, [.. files.Select(file => file.Numbers![0])]);
        Assert.Contains("room for 2", Assert.Throws<ShapeException>(() => predictor.ComputeTexts(["a", "b", "c"], new float[2])).Message);
        Assert.Contains("NumberFiles", Assert.Throws<HoneException>(() => predictor.PredictText("a")).Message);
        Assert.Equal(files.Select(file => file.Numbers![0]), predictor.PredictFiles([first, second]).Select(file => file.Prediction!.Numbers![0]));
        Prediction alone = predictor.PredictFile(second);
        Assert.Equal((second, -1), (alone.Id, alone.Class));
        Assert.Equal(files[1].Numbers, alone.Numbers);
    }

    [Fact]
    public void Files_are_texts_and_a_file_that_is_none_costs_its_own_answer()
    {
        Classifier(s_every).Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        string good = _folder.File("good.txt", Encoding.UTF8.GetBytes("so good"));
        string old = _folder.File("old.txt", [0x66, 0xE9, 0x6C]);
        string gone = Path.Combine(_folder.Root, "gone.txt");
        FilePrediction[] answers = [.. predictor.PredictFiles([old, good, gone, _folder.Root])];
        Assert.Equal([false, true, false, false], answers.Select(answer => answer.Prediction is not null));
        Close(predictor.PredictText("so good").Probabilities, answers[1].Prediction!.Probabilities);
        Assert.Equal(good, answers[1].Prediction!.Id);
        Assert.Contains("byte 0xe9 at 1", answers[0].Error!.Message);
        Assert.Contains(old, answers[0].Error!.Message);
        Assert.Contains("no such file", answers[2].Error!.Message);
        Assert.Contains("a folder", answers[3].Error!.Message);
        Assert.Equal(answers[1].Prediction!.Probabilities, predictor.PredictFile(good).Probabilities);
        Assert.Contains("3 views", Assert.Throws<HoneException>(() => Predictor.Load(ModelPath, new PredictorOptions { Views = 3 }).PredictFiles([good])).Message);
    }

    [Fact]
    public void Tensors_are_numbers_of_tokens()
    {
        Learner learner = Classifier(s_every);
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        IReadOnlyList<string> vocab = predictor.Content.Input.Text!.Vocab;
        long[] numbers = [.. new[] { "xxbos", "good", "film" }.Select(token => (long)vocab.ToList().IndexOf(token))];
        Close(predictor.PredictText("good film").Probabilities, predictor.Predict(Tensor.From(numbers, [3])).Probabilities);
        Close(predictor.PredictText("good film").Probabilities, predictor.PredictBatch(Tensor.From([1, .. numbers], [1, 4]))[0].Probabilities);
        Assert.Contains("Float32 [1, 3]", Assert.Throws<ShapeException>(() => predictor.Predict(Tensor.Zeros([3]))).Message);
        Assert.Contains("sees texts", Assert.Throws<HoneException>(() => predictor.Compute(new float[3], new float[2])).Message);
        Assert.Contains("PredictText", Assert.Throws<HoneException>(() => predictor.PredictImage(new ImagePixels(new byte[4], 2, 2, 1))).Message);

        string pictures = Path.Combine(_folder.Root, "pictures.hone");
        TrainedModels.Patterns().Export(pictures);
        Assert.Contains("A model that sees texts.", Assert.Throws<HoneException>(() => Predictor.Load(pictures).PredictText("good")).Message);
    }

    [Fact]
    public void Descriptions_that_do_not_fit_the_model_are_format_errors()
    {
        Classifier(s_every).Export(ModelPath);
        Refused(text => text["vocab"]!.AsArray().Add("one more"), "A model that answers inputs");
        Refused(text => text["vocab"]![1] = "no padding", "xxpad");
        Refused(text => text["vocab"]![3] = "good", "\"good\"");
        Refused(text => text["vocab"]![3] = null, "");
        Refused(text => text["maxTokens"] = 0, "with a vocabulary, [tokens]");
        Refused(text => text["tokenizer"]!["name"] = "System.Diagnostics.Process", "A tokenizer that this program knows: WordTokenizer.");
        Refused(text => text["tokenizer"] = null, "");
        Refused(text => text.Parent!.AsObject().Remove("text"), "with a vocabulary, [tokens]");
    }

    private static IReadOnlyList<string> Split(string text) => ["xxbos", .. text.Split(' ')];

    private static Sequential Bag(int words, int outputs) => new(new EmbeddingBag(words, 4, new() { PaddingIndex = 1 }), new Linear(4, outputs));

    private static Learner Classifier(TextOptions options, Func<int, Module>? model = null)
    {
        var block = new DataBlock<string>
        {
            Input = new TextBlock<string>(text => text, options),
            Target = new CategoryBlock<string>(text => text.Contains("good", StringComparison.OrdinalIgnoreCase) ? "good" : "bad"),
            Splitter = new FuncSplitter(id => id is "2" or "3" or "6"),
        };
        DataLoaders data = block.DataLoaders(s_texts, new DataLoaderOptions { BatchSize = 2, Workers = 0 });
        int words = data.Train.Dataset.Input.Vocab.Count;
        return new Learner(data, (model?.Invoke(words) ?? Bag(words, 2)).Initialize(seed: 1), new() { LearningRate = 0.05 });
    }

    private static void AssertAloneAsTogether(Predictor predictor)
    {
        string[] texts = [.. s_texts, string.Empty, "a new one", "so bad it hurts"];
        IReadOnlyList<Prediction> together = predictor.PredictTexts(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            Close(predictor.PredictText(texts[i]).Probabilities, together[i].Probabilities);
        }
    }

    private static void Close(IReadOnlyList<float> expected, IReadOnlyList<float> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    private static JsonNode Description(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream stream = archive.GetEntry("model.json")!.Open();
        return JsonNode.Parse(stream)!;
    }

    private void Refused(Action<JsonNode> change, string says)
    {
        string path = Path.Combine(_folder.Root, "changed.hone");
        File.Copy(ModelPath, path, overwrite: true);
        JsonNode description = Description(path);
        change(description["input"]!["text"]!);
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            archive.GetEntry("model.json")!.Delete();
            using Stream stream = archive.CreateEntry("model.json", CompressionLevel.NoCompression).Open();
            stream.Write(Encoding.UTF8.GetBytes(description.ToJsonString()));
        }

        Assert.Contains(says, Assert.Throws<HoneFormatException>(() => Predictor.Load(path)).Message);
    }
}
