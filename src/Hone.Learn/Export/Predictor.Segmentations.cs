using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Predictor
{
    // 16 MiB of outputs: masks are large, and a batch of them brings little.
    private const int MostOutputsTogether = 1 << 22;

    /// <summary>Whether the model answers with a class for each pixel: then the answers come from <see cref="SegmentFiles"/> instead of <see cref="PredictFiles"/>.</summary>
    public bool IsSegmentation => Kind == PredictionKind.Classes && OutputShape.Rank == 3;

    /// <summary>The class of each pixel of an image file: PNG, JPEG, BMP or GIF.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Classes and their shares; the path is the identity.</returns>
    /// <exception cref="HoneDataException">There is no such file, or the image does not fit the model.</exception>
    /// <exception cref="HoneFormatException">The file is no image, or damaged.</exception>
    /// <exception cref="HoneException">The model does not answer for each pixel of an image.</exception>
    public Segmentation SegmentFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileSegmentation result = SegmentFiles([path]).Single();
        if (result.Error is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(result.Error);
        }

        return result.Segmentation!;
    }

    /// <summary>The class of each pixel of an image in memory.</summary>
    /// <param name="image">Bytes in the layout <c>[height, width, channels]</c>.</param>
    /// <param name="id">Its identity in the result and in messages.</param>
    /// <returns>Classes and their shares.</returns>
    /// <exception cref="HoneDataException">The image does not fit the model.</exception>
    /// <exception cref="HoneException">The model does not answer for each pixel of an image.</exception>
    public Segmentation SegmentImage(ImagePixels image, string id = "image")
    {
        RequireMasks();
        var prepared = new PreparedImages(1);
        prepared.Add(Prepare(image, id));
        return Masks(prepared)[0];
    }

    /// <summary>The class of each pixel of image files, while they are asked for; a file that cannot be read costs its own result and no other.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    /// <returns>One result a file, in order.</returns>
    /// <exception cref="HoneException">The model does not answer for each pixel of an image.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IEnumerable<FileSegmentation> SegmentFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RequireMasks();
        int together = Math.Clamp(MostOutputsTogether / OutputShape.ElementCount, 1, Together);
        return Answers(paths, together, Masks, cancellationToken).Select(result => new FileSegmentation(result.Path, result.Answer, result.Error));
    }

    private Segmentation[] Masks(PreparedImages images)
    {
        var corners = new float[images.Count * CornerValues];
        float[] outputs = Outputs(images, corners);
        int classes = OutputShape[0];
        int pixels = OutputShape[1] * OutputShape[2];
        var masks = new Segmentation[images.Count];
        for (int i = 0; i < masks.Length; i++)
        {
            ReadOnlySpan<float> one = outputs.AsSpan(i * classes * pixels, classes * pixels); // [classes, height, width]
            PreparedImage image = images[i];
            var placement = new PicturePlacement(image.PictureHeight, image.PictureWidth, corners.AsSpan(i * CornerValues, CornerValues), OutputShape[1], OutputShape[2]);
            masks[i] = new Segmentation(image.Id, OutputShape[1], OutputShape[2], Segmentation.Largest(one, classes, pixels), classes, Vocab, placement);
        }

        return masks;
    }

    private void RequireMasks()
    {
        RequireImages();
        RequireNoViews("a class for each pixel");
        if (!IsSegmentation)
        {
            throw new HoneException("A model that answers with a class for each pixel.", $"{Kind} of shape {OutputShape}", Where, "use PredictFiles for classes and labels, or Compute, which gives the outputs as they are");
        }
    }
}
