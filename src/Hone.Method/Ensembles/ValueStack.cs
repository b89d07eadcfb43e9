namespace Hone.Method;

/// <summary>y = b + Σ w_m p_m: ridge regression drawn towards the mean (w_m = 1/M), solved in closed form.</summary>
internal sealed class ValueStack : StackModel
{
    // As a share of the mean variance of the members: enough that members that are nearly equal share the weight.
    private const double Penalty = 1e-2;

    private readonly double[] _weights;
    private readonly double _bias;

    private ValueStack(double[] weights, double bias)
    {
        _weights = weights;
        _bias = bias;
    }

    public override IReadOnlyList<double> MemberWeights => _weights;

    public static ValueStack Learn(EnsembleMembers members, int[] rows)
    {
        int count = members.Count;
        double[] means = [.. members.Members.Select(member => rows.Average(row => (double)member.Predictions.OutputsOf(row)[0]))];
        double targetMean = rows.Average(row => members.Targets[row]);

        // 1. Centered normal equations of d = w - 1/M: (G + λI) d = b - G (1/M).
        var gram = new double[count, count];
        var right = new double[count];
        foreach (int row in rows)
        {
            for (int a = 0; a < count; a++)
            {
                double value = members.Members[a].Predictions.OutputsOf(row)[0] - means[a];
                right[a] += value * (members.Targets[row] - targetMean);
                for (int b = 0; b < count; b++)
                {
                    gram[a, b] += value * (members.Members[b].Predictions.OutputsOf(row)[0] - means[b]);
                }
            }
        }

        double trace = 0;
        for (int a = 0; a < count; a++)
        {
            trace += gram[a, a] / count;
            for (int b = 0; b < count; b++)
            {
                right[a] -= gram[a, b] / count;
            }
        }

        for (int a = 0; a < count; a++)
        {
            gram[a, a] += Math.Max(Penalty * trace, double.Epsilon);
        }

        // 2. Back from the distance to the weights, and the bias that keeps the mean.
        double[] weights = [.. Solve(gram, right).Select(distance => distance + (1.0 / count))];
        double bias = targetMean;
        for (int a = 0; a < count; a++)
        {
            bias -= weights[a] * means[a];
        }

        return new ValueStack(weights, bias);
    }

    public override float[] Predict(IReadOnlyList<ReadOnlyMemory<float>> outputs, int width)
    {
        var result = new float[outputs[0].Length];
        for (int item = 0; item < result.Length; item++)
        {
            double sum = _bias;
            for (int m = 0; m < outputs.Count; m++)
            {
                sum += _weights[m] * outputs[m].Span[item];
            }

            result[item] = (float)sum;
        }

        return result;
    }

    /// <summary>Gaussian elimination with row exchange; a row without a pivot gets 0.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
            {
                pivot = Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column]) ? row : pivot;
            }

            if (matrix[pivot, column] == 0)
            {
                continue;
            }

            for (int k = 0; k < n; k++)
            {
                (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
            }

            (right[column], right[pivot]) = (right[pivot], right[column]);
            for (int row = column + 1; row < n; row++)
            {
                double factor = matrix[row, column] / matrix[column, column];
                right[row] -= factor * right[column];
                for (int k = column; k < n; k++)
                {
                    matrix[row, k] -= factor * matrix[column, k];
                }
            }
        }

        var solution = new double[n];
        for (int row = n - 1; row >= 0; row--)
        {
            double sum = right[row];
            for (int k = row + 1; k < n; k++)
            {
                sum -= matrix[row, k] * solution[k];
            }

            solution[row] = matrix[row, row] == 0 ? 0 : sum / matrix[row, row];
        }

        return solution;
    }
}
