using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>What the model says about each pixel of one image.</summary>
public sealed class Segmentation
{
    private const int MostGrayLevels = 256;

    private readonly int[] _classes;
    private readonly float[] _shares;
    private readonly PicturePlacement? _placement;

    internal Segmentation(string id, int height, int width, int[] classes, int classCount, IReadOnlyList<string> vocab, PicturePlacement? placement = null)
    {
        _placement = placement;
        Id = id;
        Height = height;
        Width = width;
        Vocab = vocab;
        _classes = classes;
        _shares = new float[classCount];
        var counts = new long[classCount];
        foreach (int index in classes)
        {
            counts[index]++;
        }

        for (int i = 0; i < classCount; i++)
        {
            _shares[i] = (float)((double)counts[i] / classes.Length);
        }
    }

    /// <summary>The image's identity.</summary>
    public string Id { get; }

    /// <summary>Height in pixels, as the model answers: after the transforms that bring an image to the size that the model sees; see <see cref="AtPictureSize"/>.</summary>
    public int Height { get; }

    /// <summary>Width in pixels, as the model answers.</summary>
    public int Width { get; }

    /// <summary>Names of the classes by index; may be empty.</summary>
    public IReadOnlyList<string> Vocab { get; }

    /// <summary>The most probable class of each pixel, row by row: <c>[height, width]</c>.</summary>
    public ReadOnlyMemory<int> Classes => _classes;

    /// <summary>The fraction of the pixels that each class has, by index; together 1.</summary>
    public IReadOnlyList<float> Shares => _shares;

    /// <summary>The name of a class; its index in digits when the model has no vocabulary.</summary>
    /// <param name="index">0 to the number of <see cref="Shares"/> - 1.</param>
    /// <returns>Such as <c>road</c>.</returns>
    public string NameOf(int index) => index < Vocab.Count ? Vocab[index] : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>One answer of several models for a picture: the class that most of them give to a pixel, of as many votes the first in the vocabulary.</summary>
    /// <param name="answers">One answer for each model, at least one, all of one size; see <see cref="AtPictureSize"/>.</param>
    /// <returns>Classes and shares, with the identity of the first.</returns>
    /// <exception cref="HoneException">Sizes or numbers of classes differ.</exception>
    public static Segmentation Vote(IReadOnlyList<Segmentation> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        Segmentation first = answers[0];
        Segmentation? other = answers.FirstOrDefault(answer => (answer.Height, answer.Width, answer.Shares.Count) != (first.Height, first.Width, first.Shares.Count));
        if (other is not null)
        {
            throw new HoneException(
                $"Answers of {first.Height}x{first.Width} pixels and {first.Shares.Count} classes.", $"one of {other.Height}x{other.Width} and {other.Shares.Count}", nameof(Vote), "bring them to the size of the picture: AtPictureSize");
        }

        var classes = new int[first._classes.Length];
        var votes = new int[first.Shares.Count];
        for (int pixel = 0; pixel < classes.Length; pixel++)
        {
            Array.Clear(votes);
            foreach (Segmentation answer in answers)
            {
                votes[answer._classes[pixel]]++;
            }

            classes[pixel] = Array.IndexOf(votes, votes.Max());
        }

        return new Segmentation(first.Id, first.Height, first.Width, classes, votes.Length, first.Vocab);
    }

    /// <summary>The fraction of the picture's pixels that the model saw: below 1 when a transform, such as a centered crop, cut something off.</summary>
    public double SeenShare => _placement?.SeenShare() ?? 1;

    /// <summary>The same answer with a class for each pixel of the picture as it was given, upright.</summary>
    /// <remarks>
    /// The transforms of validation are undone: each pixel takes the class of the model's pixel at its center (nearest, nothing is mixed). Pixels that a crop cut off, see
    /// <see cref="SeenShare"/>, take the class of the nearest pixel that the model saw.
    /// </remarks>
    /// <returns>Classes and shares at the picture's size.</returns>
    public Segmentation AtPictureSize() => _placement is null
        ? this
        : new Segmentation(Id, _placement.Height, _placement.Width, _placement.Enlarge(_classes), _shares.Length, Vocab);

    /// <summary>The class with the largest output for each pixel; the first of equals.</summary>
    internal static int[] Largest(ReadOnlySpan<float> outputs, int classes, int pixels)
    {
        var best = new int[pixels];
        for (int c = 1; c < classes; c++)
        {
            for (int p = 0; p < pixels; p++)
            {
                best[p] = outputs[(c * pixels) + p] > outputs[(best[p] * pixels) + p] ? c : best[p];
            }
        }

        return best;
    }

    /// <summary>The mask as a gray image whose values are the indices of the classes, as <see cref="MaskBlock{TItem}"/> reads it.</summary>
    /// <returns>One channel.</returns>
    /// <exception cref="HoneException">The model has more classes than a byte has values.</exception>
    public ImageData ToImage()
    {
        if (Shares.Count > MostGrayLevels)
        {
            throw new HoneException($"A mask of at most {MostGrayLevels} classes, one gray level each.", $"{Shares.Count} classes", nameof(Segmentation), "use Classes, which holds the indices themselves");
        }

        return new ImageData(Width, Height, 1, Array.ConvertAll(_classes, index => (byte)index));
    }
}
