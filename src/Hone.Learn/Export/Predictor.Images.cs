using Hone.Learn.Data;

namespace Hone.Learn;

public sealed partial class Predictor
{
    /// <summary>The prediction for an image file, PNG, JPEG, BMP or GIF, or for a text file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Label, probability, all probabilities; for a model of numbers <see cref="Prediction.Numbers"/>, as <see cref="NumberFiles"/> tells them. The path is the identity.</returns>
    /// <exception cref="HoneDataException">There is no such file, or the image does not fit the model.</exception>
    /// <exception cref="HoneFormatException">The file is no image, or damaged.</exception>
    /// <exception cref="HoneException">The model sees neither images nor texts, or answers for each pixel.</exception>
    public Prediction PredictFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FilePrediction result = PredictFiles([path]).Single();
        if (result.Error is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(result.Error);
        }

        return result.Prediction!;
    }

    /// <summary>The prediction for an image in memory.</summary>
    /// <param name="image">Bytes in the layout <c>[height, width, channels]</c>.</param>
    /// <param name="id">Its identity in the result and in messages.</param>
    /// <returns>Label, probability, all probabilities; for a model of numbers <see cref="Prediction.Numbers"/>, points in pixels of the image.</returns>
    /// <exception cref="HoneDataException">The image does not fit the model.</exception>
    /// <exception cref="HoneException">The model sees no images, or answers for each pixel.</exception>
    public Prediction PredictImage(ImagePixels image, string id = "image")
    {
        RequireOneInput();
        RequireImages();
        if (IsNumbers)
        {
            RequireNoViews("numbers");
        }
        else
        {
            RequireLabels();
        }

        var prepared = new PreparedImages(1 + _options.Views);
        AddViews(prepared, image, id);
        return IsNumbers ? NumberAnswer(Numbers(prepared)[0], id) : Answer(prepared)[0];
    }

    /// <summary>Predicts for image files, or for text files in UTF-8 where the model sees texts, a batch at a time, while they are asked for; a file that cannot be read costs its own result and no other.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    /// <returns>One result a file, in order.</returns>
    /// <exception cref="HoneException">The model sees neither images nor texts, or answers for each pixel.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IEnumerable<FilePrediction> PredictFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RequireOneInput();
        if (IsNumbers)
        {
            return NumberFiles(paths, cancellationToken).Select(result => new FilePrediction(result.Path, result.Numbers is { } numbers ? NumberAnswer([.. numbers], result.Path) : null, result.Error));
        }

        RequireLabels();
        if (SeesTexts)
        {
            return TextAnswers(paths, (outputs, ids) => Answers(outputs, ids.Count, ids), cancellationToken).Select(result => new FilePrediction(result.Path, result.Answer, result.Error));
        }

        RequireImages();
        return Answers(paths, Math.Max(1, Together / (1 + _options.Views)), Answer, cancellationToken).Select(result => new FilePrediction(result.Path, result.Answer, result.Error));
    }

    private IEnumerable<(string Path, TAnswer? Answer, HoneException? Error)> Answers<TAnswer>(
        IReadOnlyList<string> paths,
        int together,
        Func<PreparedImages, TAnswer[]> answer,
        CancellationToken cancellationToken)
        where TAnswer : class =>
        FileAnswers(paths, together, count => new PreparedImages(count), (prepared, path) => AddViews(prepared, PictureFile.Read(path), path), answer, cancellationToken);

    /// <summary>Reads files, and answers as many at a time as go together; one that cannot be read costs its own result and no other.</summary>
    /// <param name="paths">The files, or the files of each item.</param>
    /// <param name="together">Files that go through the model together.</param>
    /// <param name="begin">Makes room for so many files.</param>
    /// <param name="add">Reads a file and adds it, or throws and adds nothing.</param>
    /// <param name="answer">One answer for each file that was added.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    private static IEnumerable<(TFile Path, TAnswer? Answer, HoneException? Error)> FileAnswers<TFile, TPrepared, TAnswer>(
        IReadOnlyList<TFile> paths,
        int together,
        Func<int, TPrepared> begin,
        Action<TPrepared, TFile> add,
        Func<TPrepared, TAnswer[]> answer,
        CancellationToken cancellationToken)
        where TAnswer : class
    {
        for (int start = 0; start < paths.Count; start += together)
        {
            int end = Math.Min(paths.Count, start + together);
            var errors = new Dictionary<int, HoneException>();
            TPrepared prepared = begin(end - start);
            for (int i = start; i < end; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    add(prepared, paths[i]);
                }
                catch (HoneException error)
                {
                    errors.Add(i, error);
                }
            }

            TAnswer[] answers = errors.Count == end - start ? [] : answer(prepared);
            int taken = 0;
            for (int i = start; i < end; i++)
            {
                yield return errors.TryGetValue(i, out HoneException? error)
                    ? (paths[i], null, error)
                    : (paths[i], answers[taken++], null);
            }
        }
    }

    /// <summary>The picture and its views, all of them or none.</summary>
    private void AddViews(PreparedImages prepared, ImagePixels picture, string id)
    {
        var views = new PreparedImage[1 + _options.Views];
        for (int view = 0; view < views.Length; view++)
        {
            views[view] = Prepare(view == 0 ? picture : PictureViews.Of(picture, view), id);
        }

        foreach (PreparedImage view in views)
        {
            prepared.Add(view);
        }
    }

    /// <summary>Takes an image through the item transforms, as validation does, and checks its size.</summary>
    private PreparedImage Prepare(ImagePixels image, string id)
    {
        PredictorInput input = _inputs[0];
        var corners = new PointColumn(_ => PicturePlacement.Corners(image.Height, image.Width));
        Sample sample = Sampled([new ImageColumn(_ => image, input.Mode)], [corners], id);
        ImagePixels pixels = ((ImagePart)sample.Parts[0]!).Pixels;
        input.RequireSize(pixels, _itemTransforms, id);
        return new PreparedImage(id, pixels.In(input.Mode), image.Height, image.Width, (PointsPart)sample.Parts[1]!);
    }

    /// <summary>Takes the pictures of one item through the item transforms.</summary>
    private Sample Sampled(Column[] inputs, Column[] targets, string id) =>
        new Dataset(inputs, targets, [id], [0], _itemTransforms).LoadSample(0, _itemRandoms, isTraining: false);

    private Prediction[] Answer(PreparedImages images)
    {
        float[] outputs = Outputs(images);
        int views = _options.Views;
        return views == 0 ? Answers(outputs, images.Count, images.Ids) : Answers(OverViews(outputs, views), images.Count / (1 + views), [.. images.Ids.Where((_, i) => i % (1 + views) == 0)]);
    }

    /// <summary>[pictures * (1 + views), width] to [pictures, width].</summary>
    private float[] OverViews(float[] outputs, int views)
    {
        int width = OutputShape.ElementCount;
        float beta = (float)new TtaOptions().Beta;
        var mixed = new float[outputs.Length / (1 + views)];
        for (int i = 0; i < mixed.Length; i++)
        {
            int first = (i / width * (1 + views) * width) + (i % width);
            float sum = 0;
            for (int view = 1; view <= views; view++)
            {
                sum += outputs[first + (view * width)];
            }

            mixed[i] = ((1 - beta) * sum / views) + (beta * outputs[first]);
        }

        return mixed;
    }

    /// <summary>The outputs for images, after the activation: [images, ...<see cref="OutputShape"/>].</summary>
    /// <param name="images">The images.</param>
    /// <param name="corners">Room for their corners after all transforms, [images, corners, 2]; empty where they are not asked for.</param>
    private float[] Outputs(PreparedImages images, Span<float> corners = default)
    {
        int width = OutputShape.ElementCount;
        var outputs = new float[images.Count * width];
        int[] positions = Positions(images.Count);
        Column[] targets = corners.IsEmpty ? [] : [new PointColumn(i => images[i].Corners, PicturePlacement.CornerCount)];
        var dataset = new Dataset([new ImageColumn(i => images[i].Pixels, _inputs[0].Mode, new PictureSize(InputShape[2], InputShape[1], _path))], targets, images.Ids, positions);
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = StepScope.Begin();
        Batch batch = new BatchBuilder(dataset, [], isTraining: false).Build(positions, 0, 0, CancellationToken.None);
        Transform(batch, step);
        if (!corners.IsEmpty)
        {
            batch.Target!.CopyTo(corners);
        }

        Activated(_model.Forward(batch.Input)).CopyTo<float>(outputs);
        return outputs;
    }

    private void RequireImages()
    {
        RequireOneInput();
        if (Content.Input.Kind != InputKind.Image)
        {
            throw new HoneException("A model that sees images.", $"one that sees {Content.Input.Kind} {InputShape}", Where, SeesTexts ? "use PredictText, or PredictFiles with text files" : "use Predict or PredictBatch with tensors");
        }
    }
}
