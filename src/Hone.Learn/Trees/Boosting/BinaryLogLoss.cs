using System.Numerics.Tensors;

namespace Hone.Learn;

/// <summary>log(1 + exp(raw)) - y raw, for targets 0 and 1; the probability of class 1 is 1 / (1 + exp(-raw)).</summary>
internal sealed class BinaryLogLoss : BoostingLoss
{
    public override int Outputs => 1;

    public override double[] Baseline(ReadOnlySpan<double> targets, double[]? weights)
    {
        double one = 0;
        double all = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double weight = weights is null ? 1 : weights[row];
            one += weight * targets[row];
            all += weight;
        }

        double p = MultinomialLogLoss.Inside(one / all);
        return [Math.Log(p / (1 - p))];
    }

    public override void Derive(ReadOnlySpan<double> raw, ReadOnlySpan<double> targets, int start, int end, Span<Derivatives> derivatives)
    {
        const int AtOnce = 256;
        Span<double> probabilities = stackalloc double[AtOnce];
        for (int first = start; first < end; first += AtOnce)
        {
            int count = Math.Min(AtOnce, end - first);
            TensorPrimitives.Sigmoid(raw.Slice(first, count), probabilities);
            for (int i = 0; i < count; i++)
            {
                double p = probabilities[i];
                derivatives[first + i] = new((float)(p - targets[first + i]), (float)(p * (1 - p)));
            }
        }
    }

    public override double Of(ReadOnlySpan<double> raw, double target, int row, int rows)
    {
        double x = raw[row];

        // log(1 + exp(x)) without overflow.
        double softplus = Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        return softplus - (target * x);
    }

    public override void Link(Span<double> raw)
    {
        foreach (ref double value in raw)
        {
            value = 1 / (1 + Math.Exp(-value));
        }
    }
}
