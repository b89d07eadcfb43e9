using System.Numerics.Tensors;

namespace Hone.Method;

/// <summary>
/// Multinomial logistic regression on standardized rows: minimizes mean -ln p_y + λ/2 |W|² with p = softmax(W x + b) over all rows at once, by Nesterov's accelerated
/// gradient. No learning rate to choose: the step is 1 / (½ (λ_max(X'X / n) + 1) + λ), which the curvature cannot exceed (Böhning, 1992).
/// </summary>
internal sealed class SoftmaxRegression
{
    private const double Penalty = 1e-3;
    private const int MostSteps = 500;
    private const int FewestSteps = 60;
    private const double Budget = 4e10;
    private const int PowerSteps = 20;

    private readonly float[] _weights;
    private readonly int _features;
    private readonly int _classes;

    // The last number of each class's weights is its bias.
    private SoftmaxRegression(float[] weights, int features, int classes)
    {
        _weights = weights;
        _features = features;
        _classes = classes;
    }

    public static SoftmaxRegression Fit(float[] rows, int[] labels, int classes, CancellationToken cancellationToken)
    {
        int n = labels.Length;
        int features = rows.Length / n;
        double step = 1 / ((0.5 * (LargestEigenvalue(rows, n, features) + 1)) + Penalty);
        int steps = (int)Math.Clamp(Budget / ((double)n * Math.Max(1, features) * classes), FewestSteps, MostSteps);
        var model = new SoftmaxRegression(new float[classes * (features + 1)], features, classes);
        var previous = new float[model._weights.Length];
        var ahead = new SoftmaxRegression(new float[model._weights.Length], features, classes);
        var gradient = new double[model._weights.Length];
        for (int k = 0; k < steps; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // 1. Look ahead along the last move, 2. step down from there.
            float momentum = k / (k + 3f);
            for (int i = 0; i < previous.Length; i++)
            {
                ahead._weights[i] = model._weights[i] + (momentum * (model._weights[i] - previous[i]));
            }

            ahead.Gradient(rows, labels, gradient);
            model._weights.CopyTo(previous, 0);
            for (int i = 0; i < previous.Length; i++)
            {
                model._weights[i] = (float)(ahead._weights[i] - (step * gradient[i]));
            }
        }

        return model;
    }

    /// <summary>Probabilities <c>[rows, classes]</c>.</summary>
    public float[] Predict(float[] rows, int count)
    {
        var outputs = new float[count * _classes];
        for (int row = 0; row < count; row++)
        {
            Probabilities(rows.AsSpan(row * _features, _features), outputs.AsSpan(row * _classes, _classes));
        }

        return outputs;
    }

    private void Probabilities(ReadOnlySpan<float> row, Span<float> outputs)
    {
        for (int c = 0; c < _classes; c++)
        {
            ReadOnlySpan<float> weights = _weights.AsSpan(c * (_features + 1), _features + 1);
            outputs[c] = TensorPrimitives.Dot(row, weights[.._features]) + weights[_features];
        }

        TensorPrimitives.SoftMax(outputs, outputs);
    }

    private void Gradient(float[] rows, int[] labels, double[] gradient)
    {
        int n = labels.Length;
        var sums = new float[_weights.Length];
        var probabilities = new float[_classes];
        for (int row = 0; row < n; row++)
        {
            ReadOnlySpan<float> values = rows.AsSpan(row * _features, _features);
            Probabilities(values, probabilities);
            probabilities[labels[row]] -= 1;
            for (int c = 0; c < _classes; c++)
            {
                Span<float> sum = sums.AsSpan(c * (_features + 1), _features + 1);
                TensorPrimitives.MultiplyAdd(values, probabilities[c], sum[.._features], sum[.._features]);
                sum[_features] += probabilities[c];
            }
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            bool isBias = i % (_features + 1) == _features;
            gradient[i] = ((double)sums[i] / n) + (isBias ? 0 : Penalty * _weights[i]);
        }
    }

    /// <summary>The largest eigenvalue of X'X / n by power iteration, a tenth larger to be on the safe side.</summary>
    private static double LargestEigenvalue(float[] rows, int n, int features)
    {
        if (features == 0)
        {
            return 0;
        }

        var direction = new float[features];
        for (int f = 0; f < features; f++)
        {
            // Not orthogonal to any axis, and to no simple pattern.
            direction[f] = 1 + (0.1f * (f % 7));
        }

        double value = 0;
        for (int step = 0; step < PowerSteps; step++)
        {
            float length = TensorPrimitives.Norm<float>(direction);
            TensorPrimitives.Divide(direction, length, direction);
            var next = new float[features];
            for (int row = 0; row < n; row++)
            {
                ReadOnlySpan<float> values = rows.AsSpan(row * features, features);
                TensorPrimitives.MultiplyAdd(values, TensorPrimitives.Dot<float>(values, direction) / n, next, next);
            }

            value = TensorPrimitives.Norm<float>(next);
            if (value == 0)
            {
                return 0;
            }

            direction = next;
        }

        return 1.1 * value;
    }
}
