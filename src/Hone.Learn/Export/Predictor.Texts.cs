using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Predictor
{
    private readonly bool _ignoresPadding;

    /// <summary>Whether the model sees texts: then files are texts in UTF-8. False for a model of several inputs.</summary>
    public bool SeesTexts => _inputs.Length == 1 && _inputs[0].IsText;

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
        RequireOneInput();
        RequireLabels();
        RequireTexts();
        RequireIds(ids, texts.Count, "text");
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
            (read, path) => read.Add((path, _inputs[0].NumbersOf(TextFile.Read(path), path))),
            read => answer(Outputs([.. read.Select(text => text.Numbers)]), [.. read.Select(text => text.Id)]),
            cancellationToken);
    }

    /// <summary>One list of numbers a text: outputs: [count, width].</summary>
    private float[][] Rows(float[] outputs) => [.. outputs.Chunk(OutputShape.ElementCount)];

    private int[][] Numbered(IReadOnlyList<string> texts, IReadOnlyList<string>? ids) =>
        [.. texts.Select((text, i) => _inputs[0].NumbersOf(text, ids?[i] ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>The outputs for texts, after the activation, in their order: [texts, ...<see cref="OutputShape"/>].</summary>
    private float[] Outputs(int[][] texts)
    {
        if (texts.Length == 0)
        {
            return [];
        }

        TextOptions options = _inputs[0].Texts!;
        var column = new TextColumn(texts, options.Vocab!, options, null);
        return Outputs(new Dataset([column], [], [.. texts.Select((_, i) => $"text {i}")], Positions(texts.Length)), Groups(texts));
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
        EmbeddingBag bag => bag.Config is EmbeddingBagConfig config && config.PaddingIndex == _inputs[0].Tokens?.Padding,
        _ => false,
    };

    private void RequireTexts()
    {
        RequireOneInput();
        if (!SeesTexts)
        {
            throw new HoneException("A model that sees texts.", $"one that sees {Content.Input.Kind} {InputShape}", Where, Content.Input.Kind == InputKind.Image ? "use PredictImage or PredictFiles" : "use Predict or PredictBatch with tensors");
        }
    }

    private void RequireWidth(Tensor output, int count)
    {
        if (output.ElementCount != count * OutputShape.ElementCount)
        {
            throw new ShapeException($"Outputs of {OutputShape} for each text, whatever its length.", $"{output.Shape} for {count} texts", Where, "reduce the tokens in the model, such as by their last one or their mean");
        }
    }
}
