using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The bounding boxes of a sample with their labels, in pixels of its image: (0, 0) is the top left corner of the top left pixel, x to the right, y down.</summary>
public sealed class BoxesPart : SamplePart
{
    private const int Edges = 4;

    /// <summary>Top left and bottom right corner of each box, which move as points do.</summary>
    private readonly PointsPart _corners;

    /// <summary>Joins boxes, labels and the size of their image.</summary>
    /// <param name="boxes">Left, top, right and bottom edge of each box in turn, in pixels; the array is kept.</param>
    /// <param name="labels">The class of each box.</param>
    /// <param name="width">Width of the image in pixels.</param>
    /// <param name="height">Height of the image in pixels.</param>
    /// <exception cref="HoneDataException">There are not four numbers for each label, a number is not finite, or a box has no area.</exception>
    public BoxesPart(float[] boxes, IReadOnlyList<string> labels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        ArgumentNullException.ThrowIfNull(labels);
        if (boxes.Length != Edges * labels.Count)
        {
            throw new HoneDataException("Left, top, right and bottom of a box for each label.", $"{Wording.Count(boxes.Length, "number")} for {Wording.Count(labels.Count, "label")}", "boxes", "check that each box has its four edges and its label");
        }

        _corners = new PointsPart(boxes, width, height);
        for (int i = 0; i < boxes.Length; i += Edges)
        {
            if (boxes[i] >= boxes[i + 2] || boxes[i + 1] >= boxes[i + 3])
            {
                string got = string.Create(CultureInfo.InvariantCulture, $"{boxes[i]}, {boxes[i + 1]}, {boxes[i + 2]}, {boxes[i + 3]} for box {i / Edges}");
                throw new HoneDataException("Boxes are left, top, right, bottom with left below right and top below bottom.", got, "boxes", "give edges instead of a corner and a size, and leave out boxes without area");
            }
        }

        Labels = labels;
    }

    /// <summary>Left, top, right and bottom edge of each box in turn, in pixels; they may lie outside of the image.</summary>
    public float[] Boxes => _corners.Points;

    /// <summary>The class of each box.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <inheritdoc/>
    public override int Width => _corners.Width;

    /// <inheritdoc/>
    public override int Height => _corners.Height;

    /// <inheritdoc/>
    public override void Cut(SampleWindow window) => _corners.Cut(window);

    /// <inheritdoc/>
    public override void Turn(ImageOrientation orientation)
    {
        _corners.Turn(orientation);
        float[] edges = Boxes;
        for (int i = 0; i < edges.Length; i += Edges)
        {
            (edges[i], edges[i + 2]) = (Math.Min(edges[i], edges[i + 2]), Math.Max(edges[i], edges[i + 2]));
            (edges[i + 1], edges[i + 3]) = (Math.Min(edges[i + 1], edges[i + 3]), Math.Max(edges[i + 1], edges[i + 3]));
        }
    }

    /// <summary>The boxes that can be seen, cut off at the borders of the image, as shares -1 to 1 of it.</summary>
    internal IEnumerable<(BoxShares Box, string Label)> Visible()
    {
        for (int i = 0; i < Labels.Count; i++)
        {
            float[] edges = Boxes;
            int at = Edges * i;
            BoxShares box = new BoxShares(Share(edges[at], Width), Share(edges[at + 1], Height), Share(edges[at + 2], Width), Share(edges[at + 3], Height)).Clipped();
            if (box.HasArea)
            {
                yield return (box, Labels[i]);
            }
        }
    }

    /// <summary>share = 2 pixel / size - 1, so that the edges of the image are -1 and 1.</summary>
    private static float Share(float pixel, int size) => (2 * pixel / size) - 1;
}
