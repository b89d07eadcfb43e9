using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Learn;

/// <summary>Where the pixels of one row of a new picture come from: for each the upper left of four neighbors, and how far it lies between them.</summary>
/// <remarks>
/// Eight pixels at a time. Reflection and border bring every position into the picture, so that no pixel needs a check of its own afterwards; with zeros
/// <see cref="IsInside"/> tells whether all of them are.
/// </remarks>
internal sealed class SampleRow
{
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly int[] _left;
    private readonly int[] _top;
    private readonly float[] _weightX;
    private readonly float[] _weightY;

    public SampleRow(int width)
    {
        // Whole vectors: the last one may run over the end.
        int padded = (width + Vector256<float>.Count - 1) & -Vector256<float>.Count;
        _x = new float[padded];
        _y = new float[padded];
        _left = new int[padded];
        _top = new int[padded];
        _weightX = new float[padded];
        _weightY = new float[padded];
        Width = width;
    }

    public int Width { get; }

    /// <summary>Whether all positions lie inside, so that four neighbors exist.</summary>
    public bool IsInside { get; private set; }

    /// <summary>Positions before they were cut into neighbors and weights.</summary>
    public ReadOnlySpan<float> X => _x;

    public ReadOnlySpan<float> Y => _y;

    public ReadOnlySpan<int> Left => _left;

    public ReadOnlySpan<int> Top => _top;

    public ReadOnlySpan<float> WeightX => _weightX;

    public ReadOnlySpan<float> WeightY => _weightY;

    /// <summary>Computes row <paramref name="y"/>.</summary>
    /// <param name="map">From new to old pixels.</param>
    /// <param name="y">Row of the new picture.</param>
    /// <param name="frame">The old picture; reflection happens where -1 and 1 lie in it.</param>
    /// <param name="pad">What lies beyond the border.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(in Homography map, int y, PictureFrame frame, PadMode pad)
    {
        int width = frame.Width;
        int height = frame.Height;
        var acrossX = Vector256.Create((float)map.A);
        var acrossY = Vector256.Create((float)map.D);
        var acrossScale = Vector256.Create((float)map.G);
        var startX = Vector256.Create((float)((map.B * y) + map.C));
        var startY = Vector256.Create((float)((map.E * y) + map.F));
        var startScale = Vector256.Create((float)((map.H * y) + map.I));
        var lastX = Vector256.Create((float)(width - 1));
        var lastY = Vector256.Create((float)(height - 1));
        var lastLeft = Vector256.Create((float)Math.Max(width - 2, 0));
        var lastTop = Vector256.Create((float)Math.Max(height - 2, 0));
        Vector256<float> outside = Vector256<float>.Zero;
        Vector256<float> column = Vector256<float>.Indices;
        for (int i = 0; i < _x.Length; i += Vector256<float>.Count)
        {
            Vector256<float> scale = Vector256<float>.One / ((acrossScale * column) + startScale);
            Vector256<float> x = ((acrossX * column) + startX) * scale;
            Vector256<float> y0 = ((acrossY * column) + startY) * scale;
            if (pad == PadMode.Reflection)
            {
                x = frame.AlignCorners ? Reflect(x, lastX) : ReflectAtEdges(x, lastX);
                y0 = frame.AlignCorners ? Reflect(y0, lastY) : ReflectAtEdges(y0, lastY);
            }

            Vector256<float> insideX = Vector256.Min(Vector256.Max(x, Vector256<float>.Zero), lastX);
            Vector256<float> insideY = Vector256.Min(Vector256.Max(y0, Vector256<float>.Zero), lastY);
            outside |= ~Vector256.Equals(x, insideX) | ~Vector256.Equals(y0, insideY);
            Vector256<float> left = Vector256.Min(Vector256.Floor(insideX), lastLeft);
            Vector256<float> top = Vector256.Min(Vector256.Floor(insideY), lastTop);
            bool isZeros = pad == PadMode.Zeros;
            (isZeros ? x : insideX).CopyTo(_x, i);
            (isZeros ? y0 : insideY).CopyTo(_y, i);
            Vector256.ConvertToInt32(left).CopyTo(_left, i);
            Vector256.ConvertToInt32(top).CopyTo(_top, i);
            (insideX - left).CopyTo(_weightX, i);
            (insideY - top).CopyTo(_weightY, i);
            column += Vector256.Create((float)Vector256<float>.Count);
        }

        IsInside = pad != PadMode.Zeros || Vector256.EqualsAll(outside.AsInt32(), Vector256<int>.Zero);
    }

    /// <summary>Mirrors at the outer edges, half a pixel before 0 and behind the last pixel; what lies between an edge and a center is left to the border.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ReflectAtEdges(Vector256<float> position, Vector256<float> last)
    {
        Vector256<float> half = Vector256.Create(0.5f);
        return Reflect(position + half, last + Vector256<float>.One) - half;
    }

    /// <summary>Mirrors at 0 and at the last pixel: a zigzag with the period 2 last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Reflect(Vector256<float> position, Vector256<float> last)
    {
        Vector256<float> distance = Vector256.Abs(position);
        Vector256<float> span = Vector256.Max(last, Vector256.Create(1e-6f));
        Vector256<float> bounces = Vector256.Floor(distance / span);
        Vector256<float> rest = distance - (bounces * span);
        Vector256<float> half = bounces * 0.5f;
        Vector256<float> isEven = Vector256.Equals(half, Vector256.Floor(half));
        return Vector256.ConditionalSelect(isEven, rest, last - rest);
    }
}
