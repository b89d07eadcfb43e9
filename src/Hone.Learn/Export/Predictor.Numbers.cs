using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Predictor
{
    private const int CornerValues = 2 * PicturePlacement.CornerCount;

    /// <summary>Whether the model answers with numbers: <see cref="NumberFiles"/> gives them alone, <see cref="PredictFiles"/> as <see cref="Prediction.Numbers"/>.</summary>
    public bool IsNumbers => Kind == PredictionKind.Numbers;

    /// <summary>Whether these numbers are points of a picture, x and y in turn; a box is two of them, left and top, right and bottom.</summary>
    public bool ArePoints => IsNumbers && Content.Output.ArePoints;

    /// <summary>The numbers that the model answers for image files, or for text files in UTF-8 where it sees texts, while they are asked for; a file that cannot be read costs its own result and no other.</summary>
    /// <remarks>Points, such as the key points of a face or the corners of a box, are told in pixels of the picture as it was given, upright: the transforms of validation are undone. Other numbers are as they are.</remarks>
    /// <param name="paths">The files.</param>
    /// <param name="cancellationToken">Ends the work between two files.</param>
    /// <returns>One result a file, in order.</returns>
    /// <exception cref="HoneException">The model sees neither images nor texts, or answers with classes or labels.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IEnumerable<FileNumbers> NumberFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RequireOneInput();
        if (!IsNumbers)
        {
            throw new HoneException("A model that answers with numbers.", $"{Kind} of shape {OutputShape}", Where, "use PredictFiles for classes and labels");
        }

        if (SeesTexts)
        {
            return TextAnswers(paths, (outputs, _) => Rows(outputs), cancellationToken).Select(result => new FileNumbers(result.Path, result.Answer, result.Error));
        }

        RequireImages();
        RequireNoViews("numbers");
        return Answers(paths, Together, Numbers, cancellationToken).Select(result => new FileNumbers(result.Path, result.Answer, result.Error));
    }

    private float[][] Numbers(PreparedImages images)
    {
        var corners = new float[images.Count * CornerValues];
        float[] outputs = Outputs(images, corners);
        int width = OutputShape.ElementCount;
        var numbers = new float[images.Count][];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = outputs[(i * width)..((i + 1) * width)];
            if (ArePoints)
            {
                PreparedImage image = images[i];
                ToPixels(numbers[i], new PicturePlacement(image.PictureHeight, image.PictureWidth, corners.AsSpan(i * CornerValues, CornerValues), InputShape[1], InputShape[2]));
            }
        }

        return numbers;
    }

    private Prediction NumberAnswer(float[] numbers, string id) => Prediction.Of(id, numbers, OutputShape, Kind, Content.Output.Threshold, Vocab);

    private static void ToPixels(float[] points, PicturePlacement placement)
    {
        for (int i = 0; i + 1 < points.Length; i += 2)
        {
            (double x, double y) = placement.PointOf(points[i], points[i + 1]);
            points[i] = (float)x;
            points[i + 1] = (float)y;
        }
    }

    private void RequireNoViews(string answer, string reason = "what moves a picture moves its pixels and points")
    {
        if (_options.Views > 0)
        {
            throw new HoneException("Views with a model that answers with classes of whole pictures.", $"{_options.Views} views, and {answer}", Where, $"leave the views away: {reason}");
        }
    }
}
