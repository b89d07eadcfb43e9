using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>
/// The ladder of pictures with one or several numbers each, such as key points: zeros, the means and the medians of the training items, nearest neighbors of 8x8 thumbnails, and a
/// linear model of 16x16 gray pixels.
/// </summary>
/// <remarks>An item counts as one: its score is the mean over its numbers, and intervals resample items.</remarks>
public sealed class PointsLadder : LadderTask
{
    private const int Side = 8;
    private const int LinearSide = 16;
    private const int Neighbors = 5;

    // Neighboring pixels say nearly the same: of their weights the smallest that serve. In units of the variance of a pixel, see Standardize.
    private const double Ridge = 0.1;

    private readonly Pictures _train;
    private readonly Pictures _valid;
    private readonly double[] _points;
    private readonly int _width;

    private PointsLadder(Pictures train, Pictures valid, double[] points, double[] validPoints, int width, LadderRows rows)
        : base(rows.ValidIds, validPoints)
    {
        _train = train;
        _valid = valid;
        _points = points;
        _width = width;
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Points;

    /// <inheritdoc/>
    public override IReadOnlyList<LadderRung> Rungs =>
    [
        new("zeros", $"always 0 in all {_width} numbers", true, (_, _) => new RungPredictions(new float[ValidTargets.Count])),
        new("mean points", "always the mean of each number over the training items", true, (_, _) => Constant(Enumerable.Average)),
        new("median points", "always the median of each number over the training items", true, (_, _) => Constant(values => Bootstrap.Quantile([.. values.Order()], 0.5))),
        new("thumbnail neighbors", $"the mean of the points of the {Neighbors} most similar 8x8 thumbnails", false, (_, cancellationToken) => NearestNeighbors(cancellationToken)),
        new("gray pixels", $"ridge regression on {LinearSide}x{LinearSide} gray pixels", false, (_, cancellationToken) => Linear(cancellationToken)),
    ];

    /// <summary>Makes the task; every picture is read once and kept as thumbnails.</summary>
    /// <param name="read">Reads a picture by its position.</param>
    /// <param name="points">The numbers of an item by its position; those of the test part are not asked for.</param>
    /// <param name="rows">The training and validation pictures.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="BaselineException">An item has no numbers, another count of them than the first, or a gap: the message has its id.</exception>
    /// <exception cref="HoneException">A picture cannot be read; the message names it.</exception>
    public static PointsLadder Of(Func<int, ImageData> read, Func<int, IReadOnlyList<double>> points, LadderRows rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(rows);
        int width = points(rows.Train[0]).Count;
        double[] train = Numbers(points, rows.Train, width, row => $"training item {row}");
        double[] valid = Numbers(points, rows.Valid, width, row => $"validation item {row} ('{rows.ValidIds[row]}')");
        return new PointsLadder(Pictures.Read(read, rows.Train, cancellationToken), Pictures.Read(read, rows.Valid, cancellationToken), train, valid, width, rows);
    }

    /// <inheritdoc/>
    public override ScoreMetric MetricOf(string name)
    {
        ScoreMetric metric = ScoreMetric.Named(name);
        return metric.IsOfPoints || (_width == 1 && !metric.IsOfClasses)
            ? metric
            : throw new MetricException(
                ExitCode.Usage,
                $"a metric for {_width} {(_width == 1 ? "number" : "numbers")} an item: {string.Join(", ", KnownMetrics.NamesFor(_width == 1 ? TargetKind.Number : TargetKind.Points))}",
                $"'{name}'",
                Project.CharterFile,
                "change the metric of the project");
    }

    private static double[] Numbers(Func<int, IReadOnlyList<double>> points, IReadOnlyList<int> rows, int width, Func<int, string> where)
    {
        var numbers = new double[rows.Count * width];
        for (int i = 0; i < rows.Count; i++)
        {
            IReadOnlyList<double> item = points(rows[i]);
            int gaps = item.Count(value => !double.IsFinite(value));
            if (item.Count != width || width == 0 || gaps > 0)
            {
                throw new BaselineException(
                    ExitCode.BadInput,
                    $"{Math.Max(1, width)} numbers for each training and validation item, as the first has",
                    $"{item.Count} numbers, {gaps} of them missing",
                    where(i),
                    "leave out items with gaps before splitting: hone data describe counts them");
            }

            for (int k = 0; k < width; k++)
            {
                numbers[(i * width) + k] = item[k];
            }
        }

        return numbers;
    }

    private RungPredictions Constant(Func<IEnumerable<double>, double> of)
    {
        int count = _points.Length / _width;
        float[] constant = [.. Enumerable.Range(0, _width).Select(k => (float)of(Enumerable.Range(0, count).Select(item => _points[(item * _width) + k])))];
        return new RungPredictions(Repeat(constant));
    }

    private float[] Repeat(IReadOnlyList<float> item) => [.. Enumerable.Range(0, ValidIds.Count).SelectMany(_ => item)];

    private RungPredictions NearestNeighbors(CancellationToken cancellationToken)
    {
        int[][] nearest = NearestRows.Of(_train.Colors, _valid.Colors, Side * Side * 3, Neighbors, cancellationToken);
        var outputs = new float[ValidTargets.Count];
        for (int item = 0; item < nearest.Length; item++)
        {
            for (int k = 0; k < _width; k++)
            {
                outputs[(item * _width) + k] = (float)nearest[item].Average(other => _points[(other * _width) + k]);
            }
        }

        return new RungPredictions(outputs);
    }

    private RungPredictions Linear(CancellationToken cancellationToken)
    {
        (float[] train, float[] valid) = Standardize(_train.Grays, _valid.Grays);
        RidgeRegression model = RidgeRegression.Fit(train, _points, _points.Length / _width, Ridge, cancellationToken);
        return new RungPredictions(model.Predict(valid, ValidIds.Count), Repeat(Array.ConvertAll(model.Blank, value => (float)value)));
    }

    /// <summary>All pixels by one mean and one deviation of the training part: the edge of a picture, which hardly changes, stays small.</summary>
    private static (float[] Train, float[] Valid) Standardize(float[] train, float[] valid)
    {
        double mean = train.Average(value => (double)value);
        double deviation = Math.Max(1e-6, Math.Sqrt(train.Average(value => (value - mean) * (value - mean))));
        return (Array.ConvertAll(train, Of), Array.ConvertAll(valid, Of));

        float Of(float value) => (float)((value - mean) / deviation);
    }

    /// <summary>What is kept of pictures.</summary>
    /// <param name="Colors">8x8 thumbnails from 0 to 1, <c>[items, 8 * 8 * 3]</c>.</param>
    /// <param name="Grays">16x16 gray thumbnails from 0 to 1, <c>[items, 16 * 16]</c>.</param>
    private sealed record Pictures(float[] Colors, float[] Grays)
    {
        public static Pictures Read(Func<int, ImageData> read, IReadOnlyList<int> rows, CancellationToken cancellationToken)
        {
            const int ColorLength = Side * Side * 3;
            const int GrayLength = LinearSide * LinearSide;
            var colors = new float[rows.Count * ColorLength];
            var grays = new float[rows.Count * GrayLength];
            for (int i = 0; i < rows.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ImageData image = read(rows[i]);
                Copy(ImageResize.Resize(image.ToRgb(), Side, Side), colors.AsSpan(i * ColorLength, ColorLength));
                Copy(ImageResize.Resize(image.ToGray(), LinearSide, LinearSide), grays.AsSpan(i * GrayLength, GrayLength));
            }

            return new Pictures(colors, grays);
        }

        private static void Copy(ImageData image, Span<float> values)
        {
            for (int p = 0; p < values.Length; p++)
            {
                values[p] = image.Pixels[p] / 255f;
            }
        }
    }
}
