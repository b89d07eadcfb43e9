namespace Hone.Testing;

/// <summary>
/// Computes the gradients of a function again from the same values lying otherwise in memory, from results of operations instead of leaves, and on
/// top of gradients that are already there. What backward writes must not depend on any of it.
/// </summary>
internal static class GradientLayouts
{
    private const double Tolerance = 1e-9;

    /// <summary>Compares with the gradients of the inputs as they are.</summary>
    /// <param name="function">From the inputs to the output.</param>
    /// <param name="inputs">float64 tensors.</param>
    /// <param name="weights">The gradient of the output.</param>
    /// <param name="expected">For each input, its gradient in row-major order.</param>
    /// <exception cref="HoneException">A gradient differs; the message names input, element, arrangement and both values.</exception>
    public static void Check(Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor weights, double[][] expected)
    {
        Compare(function, inputs, weights, expected, AsTheyAre, "leaves as they are");
        Compare(function, inputs, weights, expected, ReversedLeaf, "leaves with their axes in reverse order in memory");
        Compare(function, inputs, weights, expected, SpacedLeaf, "leaves with gaps between their elements");
        Compare(function, inputs, weights, expected, Product, "results of a product");
        Compare(function, inputs, weights, expected, ReversedView, "views with their axes in reverse order in memory");
        Compare(function, inputs, weights, expected, SpacedView, "views with gaps between their elements");
    }

    private static void Compare(
        Func<Tensor[], Tensor> function,
        Tensor[] inputs,
        Tensor weights,
        double[][] expected,
        Func<Tensor, Arrangement> arrange,
        string description)
    {
        Arrangement[] arrangements = Array.ConvertAll(inputs, input => arrange(input));
        Tensor[] arranged = Array.ConvertAll(arrangements, arrangement => arrangement.Input);

        // Twice from the same inputs, in one backward: the second gradient is added to the first.
        Tensor once = function(arranged);
        Tensor twice = function(arranged);
        ((once * weights).Sum() + (twice * weights).Sum()).Backward();
        for (int k = 0; k < inputs.Length; k++)
        {
            double[] values = arrangements[k].Gradient();
            for (int i = 0; i < values.Length; i++)
            {
                double wanted = 2 * expected[k][i];
                if (!(Math.Abs(values[i] - wanted) <= Tolerance * Math.Max(1, Math.Abs(wanted))))
                {
                    throw new HoneException(
                        "Backward gives the same gradients however the inputs lie in memory, and adds them to what is there.",
                        $"{values[i]:g9} instead of {wanted:g9} after two uses, from {description}",
                        $"input {k} of shape {inputs[k].Shape}, element {i}",
                        "check the strides under which backward writes, and whether it adds to an earlier gradient");
                }
            }
        }
    }

    private static Arrangement AsTheyAre(Tensor values) => FromLeaf(values.WithValues<double>(values.ToArray<double>()));

    private static Arrangement ReversedLeaf(Tensor values) => FromLeaf(Reverse(values).Permute(Reversed(values.Rank)).Detach());

    private static Arrangement SpacedLeaf(Tensor values) => FromLeaf(Space(values).Narrow(-1, 0, 1).Squeeze(-1).Detach());

    private static Arrangement FromLeaf(Tensor leaf)
    {
        leaf.RequiresGrad = true;
        return new Arrangement(leaf, leaf, gradient => gradient);
    }

    private static Arrangement Product(Tensor values) => FromResult(Tensor.From(values.ToArray<double>(), values.Shape), x => x * 1, gradient => gradient);

    private static Arrangement ReversedView(Tensor values)
    {
        int[] order = Reversed(values.Rank);
        return FromResult(Reverse(values), x => x.Permute(order), gradient => gradient.Permute(order));
    }

    private static Arrangement SpacedView(Tensor values) =>
        FromResult(Space(values), x => x.Narrow(-1, 0, 1).Squeeze(-1), gradient => gradient.Narrow(-1, 0, 1).Squeeze(-1));

    private static Arrangement FromResult(Tensor leaf, Func<Tensor, Tensor> operation, Func<Tensor, Tensor> recover)
    {
        leaf.RequiresGrad = true;
        return new Arrangement(operation(leaf), leaf, recover);
    }

    private static int[] Reversed(int rank) => [.. Enumerable.Range(0, rank).Reverse()];

    /// <summary>The values under the reversed shape.</summary>
    private static Tensor Reverse(Tensor values)
    {
        Tensor plain = Tensor.From(values.ToArray<double>(), values.Shape);
        Tensor reversed = plain.Permute(Reversed(plain.Rank));
        return Tensor.From(reversed.ToArray<double>(), reversed.Shape);
    }

    /// <summary>[..., 2] with the values at 0 and others at 1.</summary>
    private static Tensor Space(Tensor values)
    {
        double[] dense = values.ToArray<double>();
        var spaced = new double[2 * dense.Length];
        for (int i = 0; i < dense.Length; i++)
        {
            spaced[2 * i] = dense[i];
            spaced[(2 * i) + 1] = 1e6;
        }

        return Tensor.From(spaced, Shape.Create([.. values.Shape, 2]));
    }

    /// <param name="Input">What the function takes.</param>
    /// <param name="Leaf">What it was computed from.</param>
    /// <param name="Recover">From the gradient of the leaf to that of the values.</param>
    private sealed record Arrangement(Tensor Input, Tensor Leaf, Func<Tensor, Tensor> Recover)
    {
        public double[] Gradient() => Leaf.Grad is { } gradient ? Recover(gradient).ToArray<double>() : new double[Input.ElementCount];
    }
}
