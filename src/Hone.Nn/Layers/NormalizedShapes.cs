namespace Hone.Nn;

/// <summary>The rule for what layers may normalize.</summary>
internal static class NormalizedShapes
{
    public static void Check(Shape shape, string layer)
    {
        if (shape.Rank == 0 || shape.ElementCount == 0)
        {
            throw new ShapeException(
                $"{layer} normalizes at least one axis, and none of them is empty.",
                $"normalized shape {shape}",
                layer,
                "give the sizes of the last axes of x, for example [384]");
        }
    }
}
