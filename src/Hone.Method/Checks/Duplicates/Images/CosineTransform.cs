namespace Hone.Method;

/// <summary>The lowest frequencies of a two-dimensional cosine transform (DCT-II): X[v, u] = Σ over y, x of p[y, x] cos(π (2y + 1) v / 2n) cos(π (2x + 1) u / 2n).</summary>
internal sealed class CosineTransform
{
    private readonly int _size;
    private readonly int _kept;
    private readonly float[] _cosines;

    /// <param name="size">Rows and columns of the image.</param>
    /// <param name="kept">Frequencies kept in each direction.</param>
    public CosineTransform(int size, int kept)
    {
        _size = size;
        _kept = kept;
        _cosines = new float[kept * size];
        for (int frequency = 0; frequency < kept; frequency++)
        {
            for (int x = 0; x < size; x++)
            {
                _cosines[(frequency * size) + x] = (float)Math.Cos(Math.PI * ((2 * x) + 1) * frequency / (2 * size));
            }
        }
    }

    /// <summary>Transforms an image of <c>[size, size]</c> into <c>[kept, kept]</c>.</summary>
    public float[] Apply(ReadOnlySpan<byte> image)
    {
        // 1. Along the rows: [size, kept].
        Span<float> rows = stackalloc float[_size * _kept];
        Span<float> line = stackalloc float[_size];
        for (int y = 0; y < _size; y++)
        {
            for (int x = 0; x < _size; x++)
            {
                line[x] = image[(y * _size) + x];
            }

            for (int u = 0; u < _kept; u++)
            {
                rows[(y * _kept) + u] = System.Numerics.Tensors.TensorPrimitives.Dot(line, _cosines.AsSpan(u * _size, _size));
            }
        }

        // 2. Along the columns: [kept, kept].
        var result = new float[_kept * _kept];
        for (int v = 0; v < _kept; v++)
        {
            for (int y = 0; y < _size; y++)
            {
                float cosine = _cosines[(v * _size) + y];
                for (int u = 0; u < _kept; u++)
                {
                    result[(v * _kept) + u] += cosine * rows[(y * _kept) + u];
                }
            }
        }

        return result;
    }
}
