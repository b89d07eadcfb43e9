using Hone.Learn.Data;

namespace Hone.Learn;

public sealed partial class Predictor
{
    /// <summary>The prediction for an image file: PNG, JPEG, BMP or GIF.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Label, probability, all probabilities; the path is the identity.</returns>
    /// <exception cref="HoneDataException">There is no such file, or the image does not fit the model.</exception>
    /// <exception cref="HoneFormatException">The file is no image, or damaged.</exception>
    /// <exception cref="HoneException">The model sees no images, or gives no classes or labels.</exception>
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
    /// <returns>Label, probability, all probabilities.</returns>
    /// <exception cref="HoneDataException">The image does not fit the model.</exception>
    /// <exception cref="HoneException">The model sees no images, or gives no classes or labels.</exception>
    public Prediction PredictImage(ImagePixels image, string id = "image")
    {
        RequireLabels();
        RequireImages();
        var prepared = new PreparedImages(1);
        prepared.Add(Prepare(image, id), id);
        return Answer(prepared)[0];
    }

    /// <summary>Predicts for image files, a batch at a time, while they are asked for; a file that cannot be read costs its own result and no other.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    /// <returns>One result a file, in order.</returns>
    /// <exception cref="HoneException">The model sees no images, or gives no classes or labels.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IEnumerable<FilePrediction> PredictFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RequireLabels();
        RequireImages();
        return Answers(paths, Together, Answer, cancellationToken).Select(result => new FilePrediction(result.Path, result.Answer, result.Error));
    }

    private IEnumerable<(string Path, TAnswer? Answer, HoneException? Error)> Answers<TAnswer>(
        IReadOnlyList<string> paths,
        int together,
        Func<PreparedImages, TAnswer[]> answer,
        CancellationToken cancellationToken)
        where TAnswer : class
    {
        for (int start = 0; start < paths.Count; start += together)
        {
            int end = Math.Min(paths.Count, start + together);
            var errors = new Dictionary<int, HoneException>();
            var prepared = new PreparedImages(end - start);
            for (int i = start; i < end; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    prepared.Add(Prepare(Read(paths[i]), paths[i]), paths[i]);
                }
                catch (HoneException error)
                {
                    errors.Add(i, error);
                }
            }

            TAnswer[] answers = prepared.Count == 0 ? [] : answer(prepared);
            int taken = 0;
            for (int i = start; i < end; i++)
            {
                yield return errors.TryGetValue(i, out HoneException? error)
                    ? (paths[i], null, error)
                    : (paths[i], answers[taken++], null);
            }
        }
    }

    private static ImagePixels Read(string path)
    {
        try
        {
            return ImageFile.Read(path).Image;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string got = Directory.Exists(path) ? "a folder" : error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
            throw new HoneDataException("An image file that can be read.", got, path, "check the path and its permissions", error);
        }
    }

    /// <summary>Takes an image through the item transforms, as validation does, and checks its size.</summary>
    private ImagePixels Prepare(ImagePixels image, string id)
    {
        var column = new ImageColumn(_ => image, Mode);
        var one = new Dataset([column], [], [id], [0], _itemTransforms);
        ImagePixels pixels = ((ImagePart)one.LoadSample(0, Randoms(_itemTransforms.Length), isTraining: false).Parts[0]!).Pixels;
        if (pixels.Height != InputShape[1] || pixels.Width != InputShape[2])
        {
            string transforms = _itemTransforms.Length == 0 ? "its file holds no transform that resizes" : $"after {string.Join(", ", _itemTransforms.AsEnumerable())}";
            throw new HoneDataException($"The model sees images of {InputShape[1]}x{InputShape[2]} pixels, and {transforms}.", $"{pixels.Height}x{pixels.Width} pixels", id, "resize the image, or train and export the model with an item transform that resizes");
        }

        return pixels.In(Mode);
    }

    private Prediction[] Answer(PreparedImages images) => Answers(Outputs(images), images.Ids);

    /// <summary>The outputs for images, after the activation: [images, ...<see cref="OutputShape"/>].</summary>
    private float[] Outputs(PreparedImages images)
    {
        int width = OutputShape.ElementCount;
        var outputs = new float[images.Count * width];
        int[] positions = Positions(images.Count);
        var dataset = new Dataset([new ImageColumn(i => images[i], Mode, new PictureSize(InputShape[2], InputShape[1], _path))], [], images.Ids, positions);
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = StepScope.Begin();
        Batch batch = new BatchBuilder(dataset, [], isTraining: false).Build(positions, 0, 0, CancellationToken.None);
        Run(Transformed(batch, step), outputs);
        return outputs;
    }

    private void RequireImages()
    {
        if (Content.Input.Kind != InputKind.Image)
        {
            throw new HoneException("A model that sees images.", $"one that sees {Content.Input.Kind} {InputShape}", $"Predictor of {_path}", "use Predict or PredictBatch with tensors");
        }
    }
}
