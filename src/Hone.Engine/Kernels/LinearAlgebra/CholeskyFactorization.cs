namespace Hone.Kernels;

/// <summary>A = L L^T row by row, in place: reads the lower triangle, leaves L there and zeros above.</summary>
internal static unsafe class CholeskyFactorization
{
    /// <returns>The first pivot that is not positive, or -1.</returns>
    public static int Factorize(double* a, int n)
    {
        for (nint i = 0; i < n; i++)
        {
            double* row = a + (i * n);
            for (nint j = 0; j < i; j++)
            {
                double* other = a + (j * n);
                row[j] = (row[j] - DoubleRows.Dot(row, other, j)) / other[j];
            }

            double pivot = row[i] - DoubleRows.Dot(row, row, i);
            if (!(pivot > 0))
            {
                return (int)i;
            }

            row[i] = Math.Sqrt(pivot);
            new Span<double>(row + i + 1, (int)(n - i - 1)).Clear();
        }

        return -1;
    }
}
