using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The ladder of pictures: zeros, class shares, mean color, nearest neighbors and nearest class mean of 8x8 thumbnails.</summary>
public sealed class ImageLadder : LadderTask
{
    private const int Side = 8;
    private const int Neighbors = 5;

    private readonly float[] _train;
    private readonly float[] _valid;
    private readonly int _channels;
    private readonly LadderTargets _targets;

    private ImageLadder(float[] train, float[] valid, int channels, LadderTargets targets, LadderRows rows)
        : base(rows.ValidIds, targets.Valid)
    {
        _train = train;
        _valid = valid;
        _channels = channels;
        _targets = targets;
        ClassNames = targets.ClassNames;
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Images;

    /// <inheritdoc/>
    public override IReadOnlyList<LadderRung> Rungs =>
    [
        .. _targets.TrivialRungs("accuracy"),
        new("mean color", "logistic regression on the mean and the spread of each color", false, (_, cancellationToken) => MeanColor(cancellationToken)),
        new("nearest class mean", "the class whose average 8x8 thumbnail is nearest", false, NearestMean),
        new("thumbnail neighbors", $"the {Neighbors} most similar 8x8 thumbnails vote", false, (_, cancellationToken) => NearestNeighbors(cancellationToken)),
    ];

    /// <summary>Makes the task; every picture is read once and kept as a thumbnail.</summary>
    /// <param name="read">Reads a picture by its position.</param>
    /// <param name="labels">The class of each picture; those of the test part are not read.</param>
    /// <param name="rows">The training and validation pictures.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="BaselineException">There are fewer than two classes.</exception>
    /// <exception cref="HoneException">A picture cannot be read; the message names it.</exception>
    public static ImageLadder Of(Func<int, ImageData> read, IReadOnlyList<string> labels, LadderRows rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(rows);
        LadderTargets targets = LadderTargets.Classes([.. rows.Train.Select(row => labels[row])], [.. rows.Valid.Select(row => labels[row])]);
        return new ImageLadder(Thumbnails(read, rows.Train, cancellationToken), Thumbnails(read, rows.Valid, cancellationToken), 3, targets, rows);
    }

    private static float[] Thumbnails(Func<int, ImageData> read, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        const int Length = Side * Side * 3;
        var values = new float[rows.Count * Length];
        for (int i = 0; i < rows.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ImageData small = ImageResize.Resize(read(rows[i]).ToRgb(), Side, Side);
            for (int p = 0; p < Length; p++)
            {
                values[(i * Length) + p] = small.Pixels[p] / 255f;
            }
        }

        return values;
    }

    private RungPredictions MeanColor(CancellationToken cancellationToken)
    {
        (float[] train, float[] valid) = Standardize(Colors(_train), Colors(_valid));
        return RowModels.Linear(_targets, train, valid, cancellationToken);
    }

    /// <summary>Mean and standard deviation of each channel, <c>[items, 2 channels]</c>.</summary>
    private float[] Colors(float[] thumbnails)
    {
        int length = Side * Side * _channels;
        int count = thumbnails.Length / length;
        var colors = new float[count * 2 * _channels];
        for (int item = 0; item < count; item++)
        {
            for (int channel = 0; channel < _channels; channel++)
            {
                double sum = 0;
                double squares = 0;
                for (int p = channel; p < length; p += _channels)
                {
                    double value = thumbnails[(item * length) + p];
                    sum += value;
                    squares += value * value;
                }

                double mean = sum / (Side * Side);
                colors[(item * 2 * _channels) + channel] = (float)mean;
                colors[(item * 2 * _channels) + _channels + channel] = (float)Math.Sqrt(Math.Max(0, (squares / (Side * Side)) - (mean * mean)));
            }
        }

        return colors;
    }

    private (float[] Train, float[] Valid) Standardize(float[] train, float[] valid)
    {
        int width = 2 * _channels;
        float[] first = [.. train];
        float[] second = [.. valid];
        for (int f = 0; f < width; f++)
        {
            double[] column = [.. Enumerable.Range(0, train.Length / width).Select(row => (double)train[(row * width) + f])];
            double mean = column.Average();
            double deviation = Math.Max(1e-6, Math.Sqrt(column.Average(value => (value - mean) * (value - mean))));
            foreach (float[] part in new[] { first, second })
            {
                for (int at = f; at < part.Length; at += width)
                {
                    part[at] = (float)((part[at] - mean) / deviation);
                }
            }
        }

        return (first, second);
    }

    private RungPredictions NearestMean(long seed, CancellationToken cancellationToken)
    {
        var train = new BaselineData(_train, _targets.TrainClasses, [.. _targets.Train.Select((_, i) => $"t{i}")], _targets.Width);
        var valid = new BaselineData(_valid, new int[_targets.Valid.Length], ValidIds, _targets.Width);
        return new RungPredictions(new NearestClassMeanBaseline().FitPredict(train, valid, seed, cancellationToken));
    }

    /// <summary>Shares of the classes among the nearest training thumbnails by Euclidean distance; on equal distance the earlier one is nearer.</summary>
    private RungPredictions NearestNeighbors(CancellationToken cancellationToken)
    {
        int[][] nearest = NearestRows.Of(_train, _valid, Side * Side * _channels, Neighbors, cancellationToken);
        var outputs = new float[nearest.Length * _targets.Width];
        for (int item = 0; item < nearest.Length; item++)
        {
            foreach (int other in nearest[item])
            {
                outputs[(item * _targets.Width) + (int)_targets.Train[other]] += 1f / nearest[item].Length;
            }
        }

        return new RungPredictions(outputs);
    }
}
