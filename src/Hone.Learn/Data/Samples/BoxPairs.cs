namespace Hone.Learn;

/// <summary>What a loss and a metric of boxes ask of their arguments.</summary>
internal static class BoxPairs
{
    /// <summary>Throws unless there are four predicted edges for each row of boxes.</summary>
    public static void Require(Tensor prediction, Tensor target, string name)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        bool fits = target.Rank == 3 && target.Shape[2] == BoxShares.Edges && prediction.Rank > 0 && prediction.Shape[0] == target.Shape[0] && prediction.ElementCount == target.ElementCount;
        if (!fits)
        {
            throw new ShapeException("Four edges for each row of the target, [batch, boxes, 4].", $"prediction {prediction.Shape}, target {target.Shape}", name, "let the last layer have four outputs for each box, and make the target with a BBoxBlock");
        }
    }
}
