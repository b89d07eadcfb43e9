using System.Text;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Texts become batches of numbers; the vocabulary comes from the training part alone.</summary>
[Collection("memory pool")]
public sealed class TextBlockTests : IDisposable
{
    private static readonly TextOptions s_every = new() { MinFrequency = 1 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var options = new TextOptions();
        Assert.Equal((3, 60_000, (int?)null, true), (options.MinFrequency, options.MaxVocabulary, options.MaxTokens, options.PadFirst));
        Assert.Equal(0.2, new TextLoadersOptions().ValidFraction);
        var columns = new TextColumnsOptions();
        Assert.Equal((0, 1, (string?)null), (columns.TextColumn, columns.LabelColumn, columns.LabelDelimiter));
    }

    [Fact]
    public void The_vocabulary_is_that_of_the_training_part_by_frequency()
    {
        string[] texts = ["b b a", "a c b", "a c rare", "unseen unseen unseen a"];
        TextOptions options = s_every with { MinFrequency = 2 };
        Assert.Equal([.. SpecialTokens.All, "a", "b", "c"], Bound(texts, options, [0, 1, 2], [3]).Vocab);
        Assert.Equal([.. SpecialTokens.All, "a", "b"], Bound(texts, options with { MaxVocabulary = 11 }, [0, 1, 2], [3]).Vocab);
        Assert.Equal(9, Bound(texts, new TextOptions { MinFrequency = 4 }, [0, 1, 2], [3]).Vocab.Count);
    }

    [Fact]
    public void A_batch_is_as_long_as_its_longest_text_with_padding_in_front()
    {
        DataLoaders data = Loaders(["a b c", "a", "b b"], s_every, batchSize: 3, valid: []);
        long[][] rows = Rows(data.Train.InOrder());
        Assert.Equal("xxbos a b c", Words(data, rows[0]));
        Assert.Equal("xxpad xxpad xxbos a", Words(data, rows[1]));
        Assert.Equal("xxpad xxbos b b", Words(data, rows[2]));
        DataLoaders behind = Loaders(["a b c", "a", "b b"], s_every with { PadFirst = false }, batchSize: 3, valid: []);
        Assert.Equal("xxbos a xxpad xxpad", Words(behind, Rows(behind.Train.InOrder())[1]));
        Assert.Equal("xxbos a b c", data.Train.Dataset.Input.Decode(Tensor.From([1, .. rows[0]], [1, 5]), 0).Text);

        // The second batch needs less.
        DataLoaders single = Loaders(["a b c", "a", "b b"], s_every, batchSize: 1, valid: []);
        Assert.Equal([4, 2, 3], Rows(single.Train.InOrder()).Select(row => row.Length));
        DataLoaders cut = Loaders(["a b c d e", "a b c", "b b"], s_every with { MaxTokens = 4 }, batchSize: 1, valid: []);
        Assert.Equal([4, 4, 3], Rows(cut.Train.InOrder()).Select(row => row.Length));
    }

    [Fact]
    public void Words_that_training_does_not_have_are_unknown()
    {
        DataLoaders data = Loaders(["a b", "b a", "a zebra"], s_every, batchSize: 2, valid: [2]);
        Assert.Equal("xxbos a xxunk", Words(data, Rows(data.Valid)[0]));
        Assert.Equal("xxbos b xxunk xxunk", Words(data, Rows(data.TestLoader<string>(["b new words"]))[0]));
    }

    [Fact]
    public void Training_batches_hold_texts_of_similar_length_and_every_text_once()
    {
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => string.Join(' ', Enumerable.Repeat("a b", 1 + (i * 37 % 100))))];
        DataLoaders data = Loaders(texts, s_every, batchSize: 8, valid: []);
        int padding = 0;
        int total = 0;
        var seen = new List<int>();
        var longest = new List<int>();
        foreach (Batch batch in data.Train.Read(epoch: 1))
        {
            long[] numbers = batch.Input.ToArray<long>();
            padding += numbers.Count(number => number == 1);
            total += numbers.Length;
            longest.Add(batch.Input.Shape[1]);
            seen.AddRange(batch.Indices);
            batch.Release();
        }

        Assert.Equal(Enumerable.Range(0, 400), seen.Order());
        Assert.InRange(padding, 0, 0.05 * total);
        Assert.Equal(longest.Max(), longest[0]);
        Assert.NotEqual(longest.OrderDescending(), longest);
        Assert.Equal(Order(data.Train, 2), Order(data.Train, 2));
        Assert.NotEqual(Order(data.Train, 2), Order(data.Train, 3));
    }

    [Fact]
    public void What_is_left_out_of_an_epoch_is_not_always_the_shortest()
    {
        string[] texts = [.. Enumerable.Range(1, 15).Select(i => string.Join(' ', Enumerable.Repeat("a", i)))];
        DataLoaders data = Loaders(texts, s_every, batchSize: 4, valid: []);
        int[] leftOut = [.. Enumerable.Range(0, 20).SelectMany(epoch => Enumerable.Range(0, 15).Except(Order(data.Train, epoch)))];
        Assert.Equal(20 * 3, leftOut.Length);
        Assert.True(leftOut.Max() > 9, $"only the first {leftOut.Max() + 1} of 15 were left out");
    }

    [Fact]
    public void A_model_learns_which_words_are_kind()
    {
        string[] kind = ["lovely", "great", "fine", "moving"];
        string[] harsh = ["dull", "bad", "poor", "boring"];
        var random = new RandomStream(3, "reviews");
        string Review(int i) => $"The film was {string.Join(" and ", Enumerable.Range(0, 1 + (i % 5)).Select(_ => (i % 2 == 0 ? kind : harsh)[(int)(random.NextDouble() * 4)]))}.";
        string[] texts = [.. Enumerable.Range(0, 240).Select(Review)];
        DataLoaders data = TextDataLoaders.FromFrame(
            Frame.ParseCsv($"text,label\n{string.Join('\n', texts.Select((text, i) => $"{text},{(i % 2 == 0 ? "kind" : "harsh")}"))}\n"),
            new TextLoadersOptions { Loader = new DataLoaderOptions { BatchSize = 16 } });
        int words = data.Train.Dataset.Input.Vocab.Count;
        Module model = new Sequential(new EmbeddingBag(words, 8, new() { PaddingIndex = 1 }), new Linear(8, 2)).Initialize(seed: 1);
        var learner = new Learner(data, model, new() { Metrics = [new Accuracy()] });
        learner.FitOneCycle(4, 0.1);
        Assert.Equal(1.0, learner.Recorder.Epochs[^1].Metrics[0].Value);
        Frame later = Frame.ParseCsv("text,label\nWhat a lovely lovely film,kind\nBad and DULL!,harsh\n");
        ValidationResult judged = learner.Validate(learner.Data.TestLoader(later.Rows(), withLabels: true));
        Assert.Equal((2, 1.0), (judged.Count, judged.Metrics[0].Value));
    }

    [Fact]
    public void A_recurrent_net_reads_the_last_word_last()
    {
        DataLoaders data = Loaders(["a b c", "a", "b b"], s_every, batchSize: 3, valid: []);
        var embedding = new Embedding(data.Train.Dataset.Input.Vocab.Count, 3, new() { PaddingIndex = 1 });
        var model = new Sequential(embedding, new Gru(3, 4, new() { BatchFirst = true }));
        model.Initialize(seed: 1);
        foreach (Batch batch in data.Train.InOrder().Read())
        {
            Assert.Equal("[3, 4, 4]", model.Forward(batch.Input).Shape.ToString());
            batch.Release();
        }
    }

    [Fact]
    public void Summary_shows_tokens_and_numbers()
    {
        string[] texts = ["So GOOD", "so bad", "so so"];
        DataSummary summary = Block(s_every, _ => "x", []).Summary(texts);
        string text = summary.ToString();
        Assert.True(summary.Succeeded, text);
        Assert.Contains("5: xxbos xxmaj so xxup good", text);
        Assert.Contains("0 unknown", text);
        Assert.Contains("Int64 [", text);
    }

    [Fact]
    public void Folders_of_texts_give_classes_and_parts()
    {
        for (int i = 0; i < 6; i++)
        {
            _folder.File($"train/{(i % 2 == 0 ? "pos" : "neg")}/{i}.txt", Encoding.UTF8.GetBytes(i == 0 ? "\uFEFFwell" : $"word {i}"));
            _folder.File($"test/{(i % 2 == 0 ? "pos" : "neg")}/{i}.txt", Encoding.UTF8.GetBytes($"word {i}"));
            _folder.File($"unsup/none/{i}.txt", "left out"u8.ToArray());
        }

        var options = new TextLoadersOptions { Text = s_every, Loader = new DataLoaderOptions { BatchSize = 2, Workers = 0 } };
        DataLoaders data = TextDataLoaders.FromFolder(_folder.Root, options, valid: "test");
        Assert.Equal(["neg", "pos"], data.Vocab);
        Assert.Equal((6, 6), (data.Train.Dataset.Count, data.Valid.Dataset.Count));
        Assert.Null(data.Test);
        Assert.All(Enumerable.Range(0, 6), i => Assert.StartsWith("test/", data.Valid.Dataset.IdAt(i)));
        Assert.DoesNotContain("out", data.Train.Dataset.Input.Vocab);
        Assert.Contains("well", data.Train.Dataset.Input.Vocab);
        DataLoaders random = TextDataLoaders.FromFolder(Path.Combine(_folder.Root, "train"), options);
        Assert.Equal((5, 1), (random.Train.Dataset.Count, random.Valid.Dataset.Count));
        string later = _folder.File("new/pos/x.txt", "word 3"u8.ToArray());
        Assert.Equal("xxbos word 3", Words(data, Rows(data.TestLoader([later]))[0]));
    }

    [Fact]
    public void A_table_in_a_file_gives_texts_labels_and_the_split()
    {
        string csv = _folder.File("reviews.csv", "id,tags,review,late\n1,good;short,\"Fine, really\",0\n2,short,007,0\n3,,NA,1\n"u8.ToArray());
        var options = new TextLoadersOptions { Text = s_every, Loader = new DataLoaderOptions { Workers = 0 } };
        DataLoaders data = TextDataLoaders.FromCsv(csv, options, new() { TextColumn = "review", LabelColumn = "tags", LabelDelimiter = ";", ValidColumn = "late" });
        Assert.Equal(["good", "short"], data.Vocab);
        Assert.Equal([2], data.Valid.Dataset.Indices.ToArray());
        Assert.Equal("xxpad xxpad xxpad xxbos 007", Words(data, Rows(data.Train.InOrder())[1]));
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => TextDataLoaders.FromCsv(csv + "x")).Message);
    }

    [Fact]
    public void Texts_and_vocabularies_that_cannot_be_used_are_named()
    {
        var none = Assert.Throws<HoneDataException>(() => TextDataLoaders.FromFolder(_folder.Root));
        Assert.Contains("0 files that end in .txt", none.Message);
        _folder.File("a/ok.txt", "fine"u8.ToArray());
        _folder.File("a/old.txt", [0x66, 0xE9, 0x6C]);
        var encoding = Assert.Throws<HoneDataException>(() => TextDataLoaders.FromFolder(_folder.Root));
        Assert.Contains("byte 0xe9 at 1", encoding.Message);
        Assert.Contains("a/old.txt", encoding.Message);
        var vocab = Assert.Throws<HoneDataException>(() => Loaders(["a"], s_every with { Vocab = ["a", "xxunk"] }, 1, []));
        Assert.Contains("2 tokens without xxpad", vocab.Message);
        var twice = Assert.Throws<HoneDataException>(() => Loaders(["a"], s_every with { Vocab = ["xxunk", "xxpad", "a", "a"] }, 1, []));
        Assert.Contains("\"a\" at 2 and at 3", twice.Message);
        var nothing = Assert.Throws<HoneDataException>(() => Loaders(["a", "b"], s_every with { Tokenize = text => text == "b" ? [] : [text] }, 1, []));
        Assert.Contains("no token", nothing.Message);
        Assert.Contains("item 1", nothing.Message);
    }

    [Fact]
    public void Texts_of_several_lengths_have_no_table_of_inputs()
    {
        DataLoaders data = Loaders(["a b c", "b", "a b b c c", "c a"], s_every, batchSize: 1, valid: [2, 3]);
        Module model = new Sequential(new EmbeddingBag(data.Train.Dataset.Input.Vocab.Count, 4, new() { PaddingIndex = 1 }), new Linear(4, 2)).Initialize(seed: 1);
        var learner = new Learner(data, model);
        Assert.Equal(2, learner.GetPreds().Ids.Count);
        var inputs = Assert.Throws<HoneException>(() => learner.GetPreds(null, new GetPredsOptions { WithInputs = true }));
        Assert.Contains("6 numbers", inputs.Message);
        Assert.Contains("3 in batch 1", inputs.Message);
    }

    private static Column Bound(string[] texts, TextOptions options, int[] train, int[] valid) =>
        new TextBlock<string>(text => text, options).Bind(new BoundItems<string>(texts, texts, new DataSplit(train, valid, [])));

    private static DataBlock<string> Block(TextOptions options, Func<string, string> label, int[] valid) => new()
    {
        Input = new TextBlock<string>(text => text, options),
        Target = new CategoryBlock<string>(label),
        Splitter = new FuncSplitter(id => valid.Contains(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))),
    };

    private static DataLoaders Loaders(string[] texts, TextOptions options, int batchSize, int[] valid) =>
        Block(options, text => text.Contains('c', StringComparison.Ordinal) ? "with c" : "without", valid).DataLoaders(texts, new DataLoaderOptions { BatchSize = batchSize, Workers = 0 });

    private static string Words(DataLoaders data, long[] row) => string.Join(' ', row.Select(number => data.Train.Dataset.Input.Vocab[(int)number]));

    private static long[][] Rows(DataLoader loader)
    {
        var rows = new List<long[]>();
        foreach (Batch batch in loader.Read())
        {
            rows.AddRange(batch.Input.ToArray<long>().Chunk(batch.Input.Shape[1]));
            batch.Release();
        }

        return [.. rows];
    }

    private static int[] Order(DataLoader loader, int epoch)
    {
        var order = new List<int>();
        foreach (Batch batch in loader.Read(epoch))
        {
            order.AddRange(batch.Indices);
            batch.Release();
        }

        return [.. order];
    }
}
