namespace Hone.Learn;

/// <summary>How much predicted and right boxes cover of what they cover together, on average over the right boxes; higher is better, 1 is perfect.</summary>
/// <remarks>
/// For each row of the target with an area: area of the intersection / area of the union; 0 for a predicted box without an area. Rows without a box do not count. Boxes are compared
/// in their order, see <see cref="BoxL1Loss"/>.
/// </remarks>
public sealed class MeanBoxIoU : Metric
{
    private double _sum;
    private long _count;

    /// <inheritdoc/>
    public override string Name => "box_iou";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>Right boxes counted since <see cref="Reset"/>.</summary>
    public override long Count => _count;

    /// <inheritdoc/>
    public override double Value => _count == 0 ? double.NaN : _sum / _count;

    /// <inheritdoc/>
    public override void Reset()
    {
        _sum = 0;
        _count = 0;
    }

    /// <inheritdoc/>
    /// <param name="prediction">[batch, boxes * 4] or [batch, boxes, 4]: left, top, right, bottom.</param>
    /// <param name="target">[batch, boxes, 4], zeros behind the last box.</param>
    /// <exception cref="ShapeException">There are not four predictions for each row of the target.</exception>
    public override void Update(Tensor prediction, Tensor target)
    {
        BoxPairs.Require(prediction, target, Name);
        float[] guesses = prediction.To(DType.Float32).ToArray<float>();
        float[] answers = target.To(DType.Float32).ToArray<float>();
        for (int at = 0; at < answers.Length; at += BoxShares.Edges)
        {
            var right = BoxShares.Read(answers.AsSpan(at));
            if (right.HasArea)
            {
                _sum += Overlap(BoxShares.Read(guesses.AsSpan(at)), right);
                _count++;
            }
        }
    }

    private static double Overlap(BoxShares guess, BoxShares right)
    {
        var both = new BoxShares(Math.Max(guess.Left, right.Left), Math.Max(guess.Top, right.Top), Math.Min(guess.Right, right.Right), Math.Min(guess.Bottom, right.Bottom));
        double intersection = Area(both);
        return intersection / (Area(guess) + Area(right) - intersection);
    }

    private static double Area(BoxShares box) => box.HasArea ? (double)(box.Right - box.Left) * (box.Bottom - box.Top) : 0;
}
