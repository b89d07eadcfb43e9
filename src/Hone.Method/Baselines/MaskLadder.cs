using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The ladder of masks: all background, the most frequent class, the most frequent class of each place.</summary>
/// <remarks>
/// An image is one item: its output is the metric of its pixels and its truth is 1, the best there is, because its pixels are too many for a table. accuracy is the share of right pixels;
/// iou and dice are means over the classes that occur in the image. The score of a rung is the mean over images. Masks are scored pixel by pixel at their own size, as recipes and <c>hone test</c> score them.
/// </remarks>
public sealed class MaskLadder : LadderTask
{
    // Places are learned on a grid, so that images of several sizes have places in common.
    private const int Grid = 64;

    private readonly IReadOnlyList<byte[]> _train;
    private readonly PackedMasks _valid;
    private readonly int _classes;
    private readonly string _metric;
    private readonly int? _ignored;

    private MaskLadder(IReadOnlyList<byte[]> train, PackedMasks valid, int classes, string metric, int? ignored, LadderRows rows)
        : base(rows.ValidIds, [.. Enumerable.Repeat(1.0, rows.Valid.Count)])
    {
        _train = train;
        _valid = valid;
        _classes = classes;
        _metric = metric;
        _ignored = ignored;
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Masks;

    /// <inheritdoc/>
    public override IReadOnlyList<LadderRung> Rungs =>
    [
        new("zeros", "all background: class 0 in every pixel of every picture", true, (_, _) => Score(_ => 0)),
        new("constant", "the most frequent class of the training masks in every pixel of every picture", true, (_, _) => Majority()),
        new("per-pixel majority", "for each place of a grid of 64x64 the class that the training masks have there most often", false, (_, _) => MajorityOfPlaces()),
    ];

    /// <summary>Makes the task; every mask is read once, those to learn from are kept on a grid of 64x64.</summary>
    /// <param name="read">Reads a mask by its position: one channel, the class of each pixel.</param>
    /// <param name="metric">accuracy, iou or dice.</param>
    /// <param name="rows">The training and validation images.</param>
    /// <param name="ignoredClass">A class that is not judged, such as "unlabelled"; null for none.</param>
    /// <exception cref="MetricException">The metric is none of pixels.</exception>
    /// <exception cref="HoneException">A mask cannot be read; the message names it.</exception>
    public static MaskLadder Of(Func<int, ImageData> read, string metric, LadderRows rows, int? ignoredClass = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(rows);
        _ = ProjectMetric.Named(metric, isOfMasks: true);
        byte[][] train = [.. rows.Train.Select(row => OnGrid(read(row)))];
        PackedMasks valid = PackedMasks.Of(rows.ValidIds, item => read(rows.Valid[item]));
        int classes = 1 + train.Max(mask => mask.Max());
        return new MaskLadder(train, valid, classes, metric, ignoredClass, rows);
    }

    /// <inheritdoc/>
    public override ScoreMetric MetricOf(string name) => ProjectMetric.Named(name, isOfMasks: true);

    // The pixel in the middle of each cell: classes have no mean.
    private static byte[] OnGrid(ImageData mask)
    {
        var cells = new byte[Grid * Grid];
        for (int y = 0; y < Grid; y++)
        {
            for (int x = 0; x < Grid; x++)
            {
                int row = ((2 * y) + 1) * mask.Height / (2 * Grid);
                int column = ((2 * x) + 1) * mask.Width / (2 * Grid);
                cells[(y * Grid) + x] = mask.Pixels[((row * mask.Width) + column) * mask.Channels];
            }
        }

        return cells;
    }

    private RungPredictions Majority()
    {
        var counts = new long[_classes];
        foreach (byte[] mask in _train)
        {
            foreach (byte cell in mask)
            {
                counts[cell] += cell == _ignored ? 0 : 1;
            }
        }

        int most = Array.IndexOf(counts, counts.Max());
        return Score(_ => most);
    }

    private RungPredictions MajorityOfPlaces()
    {
        var counts = new int[Grid * Grid, _classes];
        foreach (byte[] mask in _train)
        {
            for (int place = 0; place < mask.Length; place++)
            {
                counts[place, mask[place]] += mask[place] == _ignored ? 0 : 1;
            }
        }

        int[] most = [.. Enumerable.Range(0, Grid * Grid).Select(place => Enumerable.Range(0, _classes).MaxBy(label => counts[place, label]))];
        return Score(place => most[place]);
    }

    private RungPredictions Score(Func<int, int> answer)
    {
        byte[] said = [.. Enumerable.Range(0, Grid * Grid).Select(place => (byte)answer(place))];
        return new RungPredictions([.. ValidIds.Select(id =>
        {
            (int width, int height) = _valid.SizeOf(id);
            return (float)MaskScore.Of(_valid.CodesOf(id), AtSize(said, width, height), _metric, _ignored);
        })]);
    }

    private static byte[] AtSize(byte[] cells, int width, int height)
    {
        var codes = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            int row = y * Grid / height * Grid;
            for (int x = 0; x < width; x++)
            {
                codes[(y * width) + x] = cells[row + (x * Grid / width)];
            }
        }

        return codes;
    }
}
