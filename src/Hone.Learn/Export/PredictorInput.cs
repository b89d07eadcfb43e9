namespace Hone.Learn;

/// <summary>One input of a predictor's model: the column of its batches, what it looks like, and how new items become it.</summary>
internal sealed class PredictorInput
{
    // A file may announce texts of any length; the first look at the model needs no longer ones.
    private const int MostProbedTokens = 4096;

    private readonly ModelInput _input;
    private readonly string _path;
    private readonly string _place;
    private readonly string _where;

    /// <param name="inputs">All inputs of the model, checked.</param>
    /// <param name="position">Which of them.</param>
    /// <param name="path">The model file, for messages.</param>
    public PredictorInput(IReadOnlyList<ModelInput> inputs, int position, string path)
    {
        _input = inputs[position];
        _path = path;
        _place = $"input {position + 1} of {inputs.Count}";
        _where = inputs.Count == 1 ? $"Predictor of {path}" : $"Predictor of {path}, {_place}";
        Shape = Shape.Create([.. _input.Shape]);
        Texts = _input.Text?.ToOptions();
        Tokens = Texts is null ? null : new TokenNumbers(Texts.Vocab!);
        Layout = CreateLayout();
    }

    /// <summary>Sizes of the axes without the batch; of texts the tokens of the longest that training had.</summary>
    public Shape Shape { get; }

    /// <summary>How texts become numbers; null for all else.</summary>
    public TextOptions? Texts { get; }

    /// <summary>The numbers of tokens; null where the input is no text.</summary>
    public TokenNumbers? Tokens { get; }

    /// <summary>The column of batches whose memory is not read from items.</summary>
    public Column Layout { get; }

    public InputKind Kind => _input.Kind;

    public bool IsImage => Kind == InputKind.Image;

    public bool IsText => Kind == InputKind.Text;

    public ImageMode Mode => Shape[0] == 1 ? ImageMode.Gray : ImageMode.Rgb;

    /// <summary>Checks what a file says about the inputs, before memory is taken.</summary>
    /// <exception cref="HoneFormatException">An input has no such shape, or all of them together too many values.</exception>
    public static void Check(IReadOnlyList<ModelInput> inputs, string path, long most)
    {
        long all = 0;
        foreach (ModelInput? input in inputs)
        {
            long values = input is null ? -1 : Values(input, most);
            all += values;
            if (values < 0 || all > most)
            {
                string got = input is null ? "null" : $"{input.Kind} [{string.Join(", ", input.Shape)}]";
                throw new HoneFormatException($"{path}, model.json", null, $"An input of shape [1 or 3, height, width], [bands, height, width], [features] or, with a vocabulary, [tokens], with at most {most} values{(inputs.Count > 1 ? " in all inputs together" : "")}.", got, "export the model again, or raise PredictorOptions.MostInputValues if you trust the file");
            }
        }
    }

    /// <summary>Kind and shape, for messages.</summary>
    /// <returns>Such as <c>Image [3, 224, 224]</c>.</returns>
    public override string ToString() => $"{Kind} {Shape}";

    /// <summary>A batch of zeros, or of the largest number that a text may have: a table of too few rows shows then.</summary>
    public Tensor Probe()
    {
        if (!IsText)
        {
            return Tensor.Zeros(BatchShape(1));
        }

        var numbers = new long[Math.Min(Shape[0], MostProbedTokens)];
        Array.Fill(numbers, Texts!.Vocab!.Count - 1);
        return Tensor.From(numbers, [1, numbers.Length]);
    }

    public Shape BatchShape(int count)
    {
        Span<int> sizes = stackalloc int[1 + Shape.Rank];
        sizes[0] = count;
        Shape.AsSpan().CopyTo(sizes[1..]);
        return Shape.Create(sizes);
    }

    /// <summary>Throws where a tensor is no batch of this input.</summary>
    public void Require(Tensor batch)
    {
        if (IsText)
        {
            if (batch.Rank != 2 || batch.DType != DType.Int64 || batch.Shape[1] == 0)
            {
                throw new ShapeException("Texts as Int64 [batch, tokens], at least one token each.", $"{batch.DType} {batch.Shape}", _where, "pass the texts themselves to PredictTexts, or to Predict as ItemInput.OfText; Unsqueeze(0) makes a batch of one");
            }

            return;
        }

        bool fits = batch.Rank == Shape.Rank + 1 && batch.DType == DType.Float32 && batch.Shape.AsSpan()[1..].SequenceEqual(Shape.AsSpan());
        if (!fits)
        {
            throw new ShapeException($"Items of Float32 {Shape}, behind a batch axis.", $"{batch.DType} {batch.Shape}", _where, "resize or reshape the items; Unsqueeze(0) makes a batch of one");
        }
    }

    /// <summary>Throws where a picture that has passed through the item transforms has another size than the model sees.</summary>
    public void RequireSize(ImagePixels pixels, IReadOnlyList<ItemTransform> transforms, string id)
    {
        if (pixels.Height != Shape[1] || pixels.Width != Shape[2])
        {
            string how = transforms.Count == 0 ? "its file holds no transform that resizes" : $"after {string.Join(", ", transforms)}";
            throw new HoneDataException($"The model sees images of {Shape[1]}x{Shape[2]} pixels, and {how}.", $"{pixels.Height}x{pixels.Width} pixels", id, "resize the image, or train and export the model with an item transform that resizes");
        }
    }

    /// <summary>The picture that an item brings for this input, before the item transforms.</summary>
    /// <exception cref="HoneException">It brings something else, or a file that cannot be read.</exception>
    public ImagePixels Picture(ItemInput given, string id) => given switch
    {
        { Image: { } image } => image,
        { Path: { } path } => PictureFile.Read(path),
        _ => throw Unlike(given, id),
    };

    /// <summary>What an item brings for this input, which is no picture.</summary>
    /// <exception cref="HoneException">It brings something else, or a file that cannot be read.</exception>
    public PreparedInput Prepare(ItemInput given, string id)
    {
        if (IsText)
        {
            string text = given.Text ?? (given.Path is { } path ? TextFile.Read(path) : throw Unlike(given, id));
            return new PreparedInput(default, default, NumbersOf(text, id));
        }

        ReadOnlyMemory<float> numbers = given.Numbers ?? throw Unlike(given, id);
        return numbers.Length == Shape.ElementCount
            ? new PreparedInput(default, numbers, null)
            : throw new ShapeException($"{Shape.ElementCount} numbers, {Shape}, as {_place}.", $"{numbers.Length} numbers", Where(id), "pass as many as the items of training had");
    }

    /// <summary>The numbers of the tokens of a text, as training made them.</summary>
    public int[] NumbersOf(string text, string id)
    {
        try
        {
            return Tokens!.Of(Texts!.TokensOf(text ?? throw new InvalidOperationException("a text that is null")));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw ItemError.Describe(error, id, TextColumn.ColumnName);
        }
    }

    /// <summary>The column of this input over items.</summary>
    /// <param name="inputs">What each item brings for this input.</param>
    public Column ColumnOf(PreparedInput[] inputs) => Kind switch
    {
        InputKind.Image => new ImageColumn(i => inputs[i].Pixels, Mode, Size),
        InputKind.Bands => new BandColumn(i => inputs[i].Numbers, Shape),
        InputKind.Text => new TextColumn([.. inputs.Select(input => input.Tokens!)], Texts!.Vocab!, Texts, null),
        _ => new VectorColumn<PreparedInput>(inputs, input => input.Numbers, Shape[0]),
    };

    private PictureSize Size => new(Shape[2], Shape[1], _path);

    /// <summary>Values of one item; below 0 where kind and shape do not fit.</summary>
    private static long Values(ModelInput input, long most)
    {
        long values = 1;
        bool isPositive = true;
        foreach (int size in input.Shape)
        {
            isPositive &= size > 0;
            values = isPositive && values <= most ? values * size : values;
        }

        bool fits = input.Kind switch
        {
            InputKind.Image => input.Shape.Count == 3 && input.Shape[0] is 1 or 3,
            InputKind.Bands => input.Shape.Count == 3,
            InputKind.Text => input.Shape.Count == 1 && input.Text is { MaxTokens: null or > 0 },
            _ => input.Shape.Count == 1,
        };
        fits &= input.Kind == InputKind.Text || input.Text is null;
        return fits && isPositive ? values : -1;
    }

    private Column CreateLayout() => Kind switch
    {
        InputKind.Image => new ImageColumn(_ => throw new NotSupportedException(), Mode, Size),
        InputKind.Bands => new BandColumn(_ => throw new NotSupportedException(), Shape),
        InputKind.Text => new TextColumn([], Texts!.Vocab!, Texts, Shape[0]),
        _ => new VectorColumn<float[]>([], values => values, Shape[0]),
    };

    private HoneException Unlike(ItemInput given, string id)
    {
        (string wanted, string remedy) = Kind switch
        {
            InputKind.Image => ("An image, in memory or in a file,", "pass ItemInput.OfImage or ItemInput.OfFile there"),
            InputKind.Text => ("A text, in memory or in a file,", "pass ItemInput.OfText or ItemInput.OfFile there"),
            _ => ($"{Shape.ElementCount} numbers, {Shape},", "pass ItemInput.OfNumbers there"),
        };
        return new HoneException($"{wanted} as {_place}.", given.Description, Where(id), remedy);
    }

    private string Where(string id) => id.Length == 0 ? $"Predictor of {_path}" : $"Predictor of {_path}, item {id}";
}
