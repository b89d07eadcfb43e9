namespace Hone.Method;

/// <summary>Rows as vectors whose distances mean something: numbers standardized, each category a random code of its own, missing values at the mean with a mark.</summary>
internal sealed class RowVectors
{
    // Two random codes of 8 numbers of ±1/4 are 1 apart on average, as two numbers of a standardized column are.
    private const int CodeLength = 8;
    private const float CodeStep = 0.25f;
    private const int QueryBlock = 128;
    private const int RowBlock = 1 << 16;

    private readonly IReadOnlyList<CheckFeature> _features;
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly int _length;

    private RowVectors(IReadOnlyList<CheckFeature> features, double[] means, double[] deviations)
    {
        _features = features;
        _means = means;
        _deviations = deviations;
        _length = features.Sum(feature => feature.IsCategorical ? CodeLength : 2);
    }

    /// <summary>Standardizes by some rows.</summary>
    public static RowVectors Of(IReadOnlyList<CheckFeature> features, int[] rows)
    {
        double[] means = new double[features.Count];
        double[] deviations = new double[features.Count];
        for (int f = 0; f < features.Count; f++)
        {
            double sum = 0;
            double squares = 0;
            int n = 0;
            foreach (int row in rows)
            {
                double value = features[f].Values[row];
                if (double.IsFinite(value))
                {
                    n++;
                    double step = value - sum;
                    sum += step / n;
                    squares += step * (value - sum);
                }
            }

            means[f] = sum;
            deviations[f] = n > 1 && squares > 0 ? Math.Sqrt(squares / n) : 1;
        }

        return new RowVectors(features, means, deviations);
    }

    /// <summary>The vectors of some rows: <c>[rows, length]</c>.</summary>
    public float[] Vectors(ReadOnlySpan<int> rows)
    {
        var vectors = new float[rows.Length * _length];
        for (int i = 0; i < rows.Length; i++)
        {
            Fill(rows[i], vectors.AsSpan(i * _length, _length));
        }

        return vectors;
    }

    /// <summary>For each query the nearest of some rows, itself left out, and its distance.</summary>
    /// <remarks>|a - b|² = |a|² + |b|² - 2ab finds the nearest with matrix products; its distance is then computed anew, without cancellation.</remarks>
    public (int[] Nearest, double[] Distances) Nearest(int[] queries, int[] rows, CancellationToken cancellationToken)
    {
        var nearest = new int[queries.Length];
        var best = new float[queries.Length];
        Array.Fill(best, float.MaxValue);
        for (int start = 0; start < rows.Length; start += RowBlock)
        {
            int[] block = rows[start..Math.Min(start + RowBlock, rows.Length)];
            float[] vectors = Vectors(block);
            float[] squares = Squares(vectors, block.Length);
            Tensor transposed = Tensor.From(vectors, [block.Length, _length]).Transpose();
            for (int first = 0; first < queries.Length; first += QueryBlock)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int[] some = queries[first..Math.Min(first + QueryBlock, queries.Length)];
                float[] products = Tensor.From(Vectors(some), [some.Length, _length]).MatMul(transposed).ToArray<float>(); // [queries, rows]
                for (int q = 0; q < some.Length; q++)
                {
                    ReadOnlySpan<float> line = products.AsSpan(q * block.Length, block.Length);
                    for (int r = 0; r < line.Length; r++)
                    {
                        // The query's own square is the same for all rows.
                        float distance = squares[r] - (2 * line[r]);
                        if (distance < best[first + q] && block[r] != some[q])
                        {
                            best[first + q] = distance;
                            nearest[first + q] = block[r];
                        }
                    }
                }
            }
        }

        return (nearest, queries.Select((query, i) => Distance(query, nearest[i])).ToArray());
    }

    /// <summary>All distances among some rows: <c>[rows, rows]</c>.</summary>
    public float[] Distances(int[] rows)
    {
        float[] vectors = Vectors(rows);
        float[] squares = Squares(vectors, rows.Length);
        Tensor matrix = Tensor.From(vectors, [rows.Length, _length]);
        float[] products = matrix.MatMul(matrix.Transpose()).ToArray<float>();
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows.Length; j++)
            {
                int at = (i * rows.Length) + j;
                products[at] = MathF.Sqrt(MathF.Max(0, squares[i] + squares[j] - (2 * products[at])));
            }
        }

        return products;
    }

    private double Distance(int first, int second)
    {
        Span<float> one = new float[_length];
        Span<float> other = new float[_length];
        Fill(first, one);
        Fill(second, other);
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    private float[] Squares(float[] vectors, int rows)
    {
        var squares = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            squares[row] = System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(vectors.AsSpan(row * _length, _length));
        }

        return squares;
    }

    private void Fill(int row, Span<float> vector)
    {
        int at = 0;
        for (int f = 0; f < _features.Count; f++)
        {
            double value = _features[f].Values[row];
            if (_features[f].IsCategorical)
            {
                ulong code = CounterRandom.Mix(BitConverter.DoubleToUInt64Bits(value) + (ulong)f);
                for (int bit = 0; bit < CodeLength; bit++)
                {
                    vector[at + bit] = (code >> bit & 1) == 0 ? -CodeStep : CodeStep;
                }

                at += CodeLength;
            }
            else
            {
                bool isKnown = double.IsFinite(value);
                vector[at] = isKnown ? (float)((value - _means[f]) / _deviations[f]) : 0;
                vector[at + 1] = isKnown ? 0 : 1;
                at += 2;
            }
        }
    }
}
