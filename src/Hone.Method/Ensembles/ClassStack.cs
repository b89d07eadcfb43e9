namespace Hone.Method;

/// <summary>
/// p_c ∝ exp(Σ w_m ln p_mc + b_c): one factor for each member, one bias for each class, fitted by log loss with a penalty on the distance from the geometric mean
/// (w_m = 1/M, b = 0).
/// </summary>
internal sealed class ClassStack : StackModel
{
    private const double SmallestProbability = 1e-7;
    private const double Penalty = 1e-2;
    private const int Steps = 300;

    private readonly double[] _weights;
    private readonly double[] _bias;

    private ClassStack(double[] weights, double[] bias)
    {
        _weights = weights;
        _bias = bias;
    }

    public override IReadOnlyList<double> MemberWeights => _weights;

    public static ClassStack Learn(EnsembleMembers members, int[] rows)
    {
        int width = members.OutputCount;
        int classes = Math.Max(2, width);
        var logs = new double[rows.Length][];
        double largest = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            logs[i] = Logs([.. members.Members.Select(member => member.Predictions.Outputs)], rows[i], width);
            largest += logs[i].Sum(value => value * value) / rows.Length;
        }

        double[] start = [.. Enumerable.Repeat(1.0 / members.Count, members.Count)];
        double[] weights = [.. start];
        var bias = new double[classes];

        // The Hessian of the log loss is at most the mean squared feature; the biases add 1.
        double rate = 1 / (largest + 1 + Penalty);
        var velocity = new double[weights.Length + classes];
        var probabilities = new double[classes];
        for (int step = 0; step < Steps; step++)
        {
            var gradient = new double[weights.Length + classes];
            for (int i = 0; i < rows.Length; i++)
            {
                Softmax(logs[i], weights, bias, probabilities);
                int target = (int)members.Targets[rows[i]];
                for (int c = 0; c < classes; c++)
                {
                    double error = (probabilities[c] - (c == target ? 1 : 0)) / rows.Length;
                    gradient[weights.Length + c] += error;
                    for (int m = 0; m < weights.Length; m++)
                    {
                        gradient[m] += error * logs[i][(m * classes) + c];
                    }
                }
            }

            for (int k = 0; k < gradient.Length; k++)
            {
                double distance = k < weights.Length ? weights[k] - start[k] : bias[k - weights.Length];
                velocity[k] = (0.9 * velocity[k]) - (rate * (gradient[k] + (Penalty * distance)));
                if (k < weights.Length)
                {
                    weights[k] += velocity[k];
                }
                else
                {
                    bias[k - weights.Length] += velocity[k];
                }
            }
        }

        return new ClassStack(weights, bias);
    }

    public override float[] Predict(IReadOnlyList<ReadOnlyMemory<float>> outputs, int width)
    {
        int items = outputs[0].Length / width;
        int classes = _bias.Length;
        var result = new float[items * width];
        var probabilities = new double[classes];
        for (int item = 0; item < items; item++)
        {
            Softmax(Logs(outputs, item, width), _weights, _bias, probabilities);
            for (int output = 0; output < width; output++)
            {
                result[(item * width) + output] = (float)probabilities[width == 1 ? 1 : output];
            }
        }

        return result;
    }

    /// <summary>ln p of every class of every member, <c>[members, classes]</c>; one output stands for class 1 of two.</summary>
    private static double[] Logs(IReadOnlyList<ReadOnlyMemory<float>> outputs, int row, int width)
    {
        int classes = Math.Max(2, width);
        var logs = new double[outputs.Count * classes];
        for (int m = 0; m < outputs.Count; m++)
        {
            ReadOnlySpan<float> values = outputs[m].Span.Slice(row * width, width);
            for (int c = 0; c < classes; c++)
            {
                logs[(m * classes) + c] = Math.Log(Math.Max(SmallestProbability, MetricFormulas.ProbabilityOf(values, c)));
            }
        }

        return logs;
    }

    private static void Softmax(double[] logs, double[] weights, double[] bias, double[] probabilities)
    {
        int classes = bias.Length;
        double largest = double.NegativeInfinity;
        for (int c = 0; c < classes; c++)
        {
            double score = bias[c];
            for (int m = 0; m < weights.Length; m++)
            {
                score += weights[m] * logs[(m * classes) + c];
            }

            probabilities[c] = score;
            largest = Math.Max(largest, score);
        }

        double total = 0;
        for (int c = 0; c < classes; c++)
        {
            probabilities[c] = Math.Exp(probabilities[c] - largest);
            total += probabilities[c];
        }

        for (int c = 0; c < classes; c++)
        {
            probabilities[c] /= total;
        }
    }
}
