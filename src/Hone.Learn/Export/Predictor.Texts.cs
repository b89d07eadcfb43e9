using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Predictor
{
    // A file may announce texts of any length; the first look at the model needs no longer ones.
    private const int MostProbedTokens = 4096;

    private readonly TextOptions? _texts;
    private readonly TokenNumbers? _tokens;
    private readonly bool _ignoresPadding;

    /// <summary>Whether the model sees texts: then files are texts in UTF-8.</summary>
    public bool SeesTexts => Content.Input.Kind == InputKind.Text;

    /// <summary>The prediction for a text.</summary>
    /// <param name="text">The text; words that the vocabulary lacks become <see cref="SpecialTokens.Unknown"/>. An empty text is one without words: <see cref="WordTokenizer"/> still begins it.</param>
    /// <param name="id">Its identity in the result and in messages.</param>
    /// <returns>Label, probability, all probabilities.</returns>
    /// <exception cref="HoneDataException">The tokenizer fails, or gives no token.</exception>
    /// <exception cref="HoneException">The model sees no texts, or gives no classes or labels.</exception>
    public Prediction PredictText(string text, string id = "text")
    {
        ArgumentNullException.ThrowIfNull(text);
        return PredictTexts([text], [id])[0];
    }

    /// <summary>The predictions for several texts.</summary>
    /// <remarks>
    /// A text gets the same answer alone and among others, to 1e-6. Where the model begins with an <see cref="EmbeddingBag"/> that leaves the padding out, texts of several lengths go through it
    /// together, padded as in training; any other model might read the padding, so there texts of equal length go together. A learner always pads: its answers for such a model depend on the
    /// other texts of the batch, and agree with these where there is no padding.
    /// </remarks>
    /// <param name="texts">The texts.</param>
    /// <param name="ids">An identity for each; their positions when null.</param>
    /// <returns>One prediction a text, in order.</returns>
    /// <exception cref="ShapeException">There are more or fewer identities than texts.</exception>
    /// <exception cref="HoneDataException">The tokenizer fails, or gives no token; the message names the text.</exception>
    /// <exception cref="HoneException">The model sees no texts, or gives no classes or labels.</exception>
    public IReadOnlyList<Prediction> PredictTexts(IReadOnlyList<string> texts, IReadOnlyList<string>? ids = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        RequireLabels();
        RequireTexts();
        if (ids is not null && ids.Count != texts.Count)
        {
            throw new ShapeException("An identity for each text.", $"{ids.Count} identities for {texts.Count} texts", nameof(Predictor), "pass as many, or none");
        }

        return Answers(Outputs(Numbered(texts, ids)), texts.Count, ids);
    }

    /// <summary>The outputs for texts, after the activation: probabilities for classes and labels, numbers as they are.</summary>
    /// <inheritdoc cref="PredictTexts" path="/remarks"/>
    /// <param name="texts">The texts.</param>
    /// <param name="outputs">Room for [texts, ...<see cref="OutputShape"/>], row-major.</param>
    /// <exception cref="ShapeException">There is no room for the outputs.</exception>
    /// <exception cref="HoneDataException">The tokenizer fails, or gives no token; the message names the text.</exception>
    /// <exception cref="HoneException">The model sees no texts.</exception>
    public void ComputeTexts(IReadOnlyList<string> texts, Span<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(texts);
        RequireTexts();
        RequireRoom(outputs, texts.Count);
        Outputs(Numbered(texts, null)).CopyTo(outputs);
    }

    /// <summary>The answers for files of texts; one that cannot be read costs its own result and no other.</summary>
    private IEnumerable<(string Path, TAnswer? Answer, HoneException? Error)> TextAnswers<TAnswer>(IReadOnlyList<string> paths, Func<float[], IReadOnlyList<string>, TAnswer[]> answer, CancellationToken cancellationToken)
        where TAnswer : class
    {
        RequireNoViews("texts");
        return FileAnswers(
            paths,
            Together,
            _ => new List<(string Id, int[] Numbers)>(),
            (read, path) => read.Add((path, Numbers(TextFile.Read(path), path))),
            read => answer(Outputs([.. read.Select(text => text.Numbers)]), [.. read.Select(text => text.Id)]),
            cancellationToken);
    }

    /// <summary>One list of numbers a text: outputs: [count, width].</summary>
    private float[][] Rows(float[] outputs) => [.. outputs.Chunk(OutputShape.ElementCount)];

    private int[][] Numbered(IReadOnlyList<string> texts, IReadOnlyList<string>? ids) =>
        [.. texts.Select((text, i) => Numbers(text, ids?[i] ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>The numbers of the tokens of a text, as training made them.</summary>
    private int[] Numbers(string text, string id)
    {
        try
        {
            return _tokens!.Of(_texts!.TokensOf(text ?? throw new InvalidOperationException("a text that is null")));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw ItemError.Describe(error, id, TextColumn.ColumnName);
        }
    }

    /// <summary>The outputs for texts, after the activation, in their order: [texts, ...<see cref="OutputShape"/>].</summary>
    private float[] Outputs(int[][] texts)
    {
        int width = OutputShape.ElementCount;
        var outputs = new float[texts.Length * width];
        if (texts.Length == 0)
        {
            return outputs;
        }

        var dataset = new Dataset([new TextColumn(texts, _texts!.Vocab!, _texts, null)], [], [.. texts.Select((_, i) => $"text {i}")], Positions(texts.Length));
        var builder = new BatchBuilder(dataset, [], isTraining: false);
        foreach (int[] together in Groups(texts))
        {
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = StepScope.Begin();
            Batch batch = builder.Build(together, 0, 0, CancellationToken.None);
            Tensor output = Activated(_model.Forward(Transformed(batch, step)));
            RequireWidth(output, together.Length);
            float[] rows = output.ToArray<float>();
            for (int i = 0; i < together.Length; i++)
            {
                rows.AsSpan(i * width, width).CopyTo(outputs.AsSpan(together[i] * width));
            }
        }

        return outputs;
    }

    /// <summary>Positions of texts that go through the model together, short texts first.</summary>
    private IEnumerable<int[]> Groups(int[][] texts)
    {
        IEnumerable<int> byLength = Positions(texts.Length).OrderBy(i => texts[i].Length);
        return _ignoresPadding ? byLength.Chunk(Together) : byLength.GroupBy(i => texts[i].Length).SelectMany(equal => equal.Chunk(Together));
    }

    /// <summary>Whether it is certain that padding changes no answer: when the first layer leaves it out of its bags, the others never see it.</summary>
    private bool IgnoresPadding(Module model) => model switch
    {
        Sequential { Count: > 0 } layers => IgnoresPadding(layers[0]),
        EmbeddingBag bag => bag.Config is EmbeddingBagConfig config && config.PaddingIndex == _tokens?.Padding,
        _ => false,
    };

    /// <summary>The largest number that a text may have: a table of too few rows shows now.</summary>
    private Tensor LastTokens()
    {
        var numbers = new long[Math.Min(InputShape[0], MostProbedTokens)];
        Array.Fill(numbers, _texts!.Vocab!.Count - 1);
        return Tensor.From(numbers, [1, numbers.Length]);
    }

    private void RequireTexts()
    {
        if (!SeesTexts)
        {
            throw new HoneException("A model that sees texts.", $"one that sees {Content.Input.Kind} {InputShape}", $"Predictor of {_path}", Content.Input.Kind == InputKind.Image ? "use PredictImage or PredictFiles" : "use Predict or PredictBatch with tensors");
        }
    }

    private void RequireTokens(Tensor batch)
    {
        if (batch.Rank != 2 || batch.DType != DType.Int64 || batch.Shape[1] == 0)
        {
            throw new ShapeException("Texts as Int64 [batch, tokens], at least one token each.", $"{batch.DType} {batch.Shape}", $"Predictor of {_path}", "pass the texts themselves to PredictTexts; Unsqueeze(0) makes a batch of one");
        }
    }

    private void RequireWidth(Tensor output, int count)
    {
        if (output.ElementCount != count * OutputShape.ElementCount)
        {
            throw new ShapeException($"Outputs of {OutputShape} for each text, whatever its length.", $"{output.Shape} for {count} texts", $"Predictor of {_path}", "reduce the tokens in the model, such as by their last one or their mean");
        }
    }
}
