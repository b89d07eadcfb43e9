namespace Hone.Learn;

/// <summary>log(sum of exp(raw_k)) - raw_y, for class indices; probabilities are the softmax.</summary>
internal sealed class MultinomialLogLoss(int classes) : BoostingLoss
{
    public override int Outputs => classes;

    /// <summary>A share that is neither 0 nor 1, whose logarithm is finite.</summary>
    public static double Inside(double share) => Math.Clamp(share, 1e-15, 1 - 1e-15);

    public override double[] Baseline(ReadOnlySpan<double> targets, double[]? weights)
    {
        var shares = new double[classes];
        double all = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double weight = weights is null ? 1 : weights[row];
            shares[(int)targets[row]] += weight;
            all += weight;
        }

        // Softmax does not notice a shift: the logarithms have mean 0.
        double[] logs = [.. shares.Select(share => Math.Log(Inside(share / all)))];
        double mean = logs.Average();
        return [.. logs.Select(log => log - mean)];
    }

    public override void Derive(ReadOnlySpan<double> raw, ReadOnlySpan<double> targets, int start, int end, Span<Derivatives> derivatives)
    {
        int rows = targets.Length;
        Span<double> p = stackalloc double[classes <= 256 ? classes : 0];
        if (p.Length == 0)
        {
            p = new double[classes];
        }

        for (int row = start; row < end; row++)
        {
            double largest = double.NegativeInfinity;
            for (int k = 0; k < p.Length; k++)
            {
                largest = Math.Max(largest, raw[(k * rows) + row]);
            }

            double sum = 0;
            for (int k = 0; k < p.Length; k++)
            {
                p[k] = Math.Exp(raw[(k * rows) + row] - largest);
                sum += p[k];
            }

            int target = (int)targets[row];
            for (int k = 0; k < p.Length; k++)
            {
                double probability = p[k] / sum;
                derivatives[(k * rows) + row] = new((float)(probability - (k == target ? 1 : 0)), (float)(probability * (1 - probability)));
            }
        }
    }

    public override double Of(ReadOnlySpan<double> raw, double target, int row, int rows)
    {
        double largest = double.NegativeInfinity;
        for (int k = 0; k < classes; k++)
        {
            largest = Math.Max(largest, raw[(k * rows) + row]);
        }

        double sum = 0;
        for (int k = 0; k < classes; k++)
        {
            sum += Math.Exp(raw[(k * rows) + row] - largest);
        }

        return largest + Math.Log(sum) - raw[((int)target * rows) + row];
    }

    public override void Link(Span<double> raw)
    {
        for (int start = 0; start < raw.Length; start += classes)
        {
            Span<double> row = raw.Slice(start, classes);
            double largest = double.NegativeInfinity;
            foreach (double value in row)
            {
                largest = Math.Max(largest, value);
            }

            double sum = 0;
            foreach (ref double value in row)
            {
                value = Math.Exp(value - largest);
                sum += value;
            }

            foreach (ref double value in row)
            {
                value /= sum;
            }
        }
    }
}
