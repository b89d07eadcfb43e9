namespace Hone.Method;

/// <summary>Least squares with a penalty on the weights, for one or several numbers at once.</summary>
internal sealed class RidgeRegression
{
    private readonly double[][] _weights;

    private RidgeRegression(double[][] weights, double[] blank)
    {
        _weights = weights;
        Blank = blank;
    }

    /// <summary>The answers for a row of zeros.</summary>
    public double[] Blank { get; }

    /// <summary>
    /// W = (X'X + λ n I)⁻¹ X'(Y - mean), solved by Cholesky; the means are the intercepts of centered features.
    /// </summary>
    /// <param name="rows">The features, <c>[n, features]</c>.</param>
    /// <param name="targets">The numbers to learn, <c>[n, targets]</c>.</param>
    /// <param name="n">How many rows there are.</param>
    /// <param name="penalty">λ, above 0.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static RidgeRegression Fit(float[] rows, double[] targets, int n, double penalty, CancellationToken cancellationToken)
    {
        int features = rows.Length / n;
        int width = targets.Length / n;
        var means = new double[width];
        for (int i = 0; i < targets.Length; i++)
        {
            means[i % width] += targets[i];
        }

        for (int target = 0; target < width; target++)
        {
            means[target] /= n;
        }

        var centers = new double[features];
        for (int i = 0; i < rows.Length; i++)
        {
            centers[i % features] += rows[i] / (double)n;
        }

        // 1. The normal equations.
        var gram = new double[features, features];
        var right = new double[width][];
        for (int target = 0; target < width; target++)
        {
            right[target] = new double[features];
        }

        var row = new double[features];
        for (int item = 0; item < n; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int f = 0; f < features; f++)
            {
                row[f] = rows[(item * features) + f] - centers[f];
            }

            for (int a = 0; a < features; a++)
            {
                for (int b = 0; b <= a; b++)
                {
                    gram[a, b] += row[a] * row[b];
                }
            }

            for (int target = 0; target < width; target++)
            {
                double rest = targets[(item * width) + target] - means[target];
                double[] sums = right[target];
                for (int f = 0; f < features; f++)
                {
                    sums[f] += row[f] * rest;
                }
            }
        }

        for (int a = 0; a < features; a++)
        {
            gram[a, a] += penalty * n;
        }

        // 2. One factor for all targets.
        Factor(gram);
        double[][] weights = [.. right.Select(sums => Solve(gram, sums))];
        double[] blank = [.. Enumerable.Range(0, width).Select(target => means[target] - centers.Select((center, f) => center * weights[target][f]).Sum())];
        return new RidgeRegression(weights, blank);
    }

    /// <summary>The answers for rows, <c>[count, targets]</c>.</summary>
    /// <param name="rows">The features, <c>[count, features]</c>.</param>
    /// <param name="count">How many rows there are.</param>
    public float[] Predict(float[] rows, int count)
    {
        int width = Blank.Length;
        int features = _weights[0].Length;
        var outputs = new float[count * width];
        for (int item = 0; item < count; item++)
        {
            for (int target = 0; target < width; target++)
            {
                double[] weights = _weights[target];
                double sum = Blank[target];
                for (int f = 0; f < features; f++)
                {
                    sum += weights[f] * rows[(item * features) + f];
                }

                outputs[(item * width) + target] = (float)sum;
            }
        }

        return outputs;
    }

    /// <summary>A = L L' for a positive definite A of which the lower half is given; L takes its place.</summary>
    private static void Factor(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        for (int column = 0; column < n; column++)
        {
            for (int row = column; row < n; row++)
            {
                double sum = matrix[row, column];
                for (int k = 0; k < column; k++)
                {
                    sum -= matrix[row, k] * matrix[column, k];
                }

                matrix[row, column] = row == column ? Math.Sqrt(sum) : sum / matrix[column, column];
            }
        }
    }

    /// <summary>L z = b, then L' x = z.</summary>
    private static double[] Solve(double[,] factor, double[] right)
    {
        int n = right.Length;
        double[] solution = [.. right];
        for (int row = 0; row < n; row++)
        {
            for (int k = 0; k < row; k++)
            {
                solution[row] -= factor[row, k] * solution[k];
            }

            solution[row] /= factor[row, row];
        }

        for (int row = n - 1; row >= 0; row--)
        {
            for (int k = row + 1; k < n; k++)
            {
                solution[row] -= factor[k, row] * solution[k];
            }

            solution[row] /= factor[row, row];
        }

        return solution;
    }
}
