namespace Hone.Testing;

/// <summary>Compares the gradients that backward computes with central differences in float64.</summary>
public static class GradCheck
{
    /// <summary>While set on a thread, receives each function and its inputs instead of their check: other checks run over the same cases.</summary>
    [ThreadStatic]
    internal static Action<Func<Tensor[], Tensor>, Tensor[]>? Observer;

    /// <summary>Checks a function of several tensors at given points.</summary>
    /// <remarks>
    /// The output y is reduced to the scalar sum(y * w) with fixed, unequal weights w, so that a gradient which is right only for
    /// equal weights is found. Each input element is moved by plus and minus <paramref name="step"/>:
    /// (f(x + h) - f(x - h)) / 2h against backward's value. Source: PyTorch's <c>torch.autograd.gradcheck</c>; here the output is
    /// weighted instead of checked element by element. Then the gradients are computed again, from the same values in other layouts in memory, from
    /// views, and added to gradients that are there: they must come out the same.
    /// </remarks>
    /// <param name="function">From the inputs to the output; it must be deterministic.</param>
    /// <param name="inputs">float64 tensors; each is checked.</param>
    /// <param name="step">h; 1e-5 balances rounding against curvature in float64.</param>
    /// <param name="tolerance">Largest allowed |numeric - analytic| / max(1, |numeric|).</param>
    /// <exception cref="HoneException">A gradient differs (the message names input, element and both values), or an input is not float64 or not finite.</exception>
    public static void Check(Func<Tensor[], Tensor> function, Tensor[] inputs, double step = 1e-5, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        if (Observer is { } observer)
        {
            observer(function, inputs);
            return;
        }

        for (int k = 0; k < inputs.Length; k++)
        {
            Tensor input = inputs[k];
            Require(input, k);
            input.RequiresGrad = true;
            input.ZeroGrad();
        }

        Tensor y = function(inputs);
        Tensor weights = Weights(y.Shape);
        y.Backward(weights);
        double[] w = weights.ToArray<double>();
        var gradients = new double[inputs.Length][];
        for (int k = 0; k < inputs.Length; k++)
        {
            double[] analytic = inputs[k].Grad?.ToArray<double>() ?? new double[inputs[k].ElementCount];
            gradients[k] = analytic;
            double[] values = inputs[k].ToArray<double>();
            for (int i = 0; i < values.Length; i++)
            {
                double numeric = (Value(function, inputs, k, values, i, step, w) - Value(function, inputs, k, values, i, -step, w)) / (2 * step);
                double error = Math.Abs(numeric - analytic[i]) / Math.Max(1, Math.Abs(numeric));
                if (!(error <= tolerance))
                {
                    throw new HoneException(
                        $"The gradient of input {k} agrees with finite differences to {tolerance:g3}.",
                        $"backward {analytic[i]:g9}, numeric {numeric:g9}, error {error:g3}",
                        $"input {k} of shape {inputs[k].Shape}, element {i}",
                        "check the backward formula, the axes it reduces and the memory it writes");
                }
            }
        }

        GradientLayouts.Check(function, inputs, weights, gradients);
    }

    private static void Require(Tensor input, int k)
    {
        if (input.DType != DType.Float64)
        {
            throw new HoneException("GradCheck works in float64.", input.ToString(), "GradCheck", "create the inputs from doubles");
        }

        double[] values = input.ToArray<double>();
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new HoneException("GradCheck moves finite inputs.", $"{values[bad]} at element {bad}", $"input {k} of shape {input.Shape}", "check at a point where the function is defined and smooth");
        }
    }

    private static double Value(Func<Tensor[], Tensor> function, Tensor[] inputs, int k, double[] values, int i, double delta, double[] w)
    {
        double original = values[i];
        values[i] = original + delta;
        var moved = (Tensor[])inputs.Clone();

        // The moved copy keeps the layout of the original, so that the same code path is measured.
        moved[k] = inputs[k].WithValues<double>(values);
        values[i] = original;
        using (NoGrad.Enter())
        {
            double[] y = function(moved).ToArray<double>();
            double sum = 0;
            for (int j = 0; j < y.Length; j++)
            {
                sum += y[j] * w[j];
            }

            return sum;
        }
    }

    private static Tensor Weights(Shape shape)
    {
        var values = new double[shape.ElementCount];
        for (int i = 0; i < values.Length; i++)
        {
            // Unequal, of both signs, never zero.
            values[i] = 0.3 + (((i * 7) % 11) / 11.0) - (i % 3);
        }

        return Tensor.From(values, shape);
    }
}
