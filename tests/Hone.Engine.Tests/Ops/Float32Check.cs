using Hone.Engine.Tests.Proof;

namespace Hone.Engine.Tests.Ops;

/// <summary>Compares what an operation computes in float32, by the kernels, with float64, by plain loops: result and gradients. The float32 tensors lie between guard zones.</summary>
internal static class Float32Check
{
    /// <param name="function">From the inputs to the result; it must take both element types.</param>
    /// <param name="inputs">float64 tensors.</param>
    /// <param name="tolerance">Largest allowed difference relative to max(1, |value|).</param>
    public static void Compare(Func<Tensor[], Tensor> function, Tensor[] inputs, double tolerance = 2e-5)
    {
        // Both see the same numbers: those that float32 can hold.
        Tensor[] narrow = [.. inputs.Select(Narrow)];
        Tensor[] wide = [.. narrow.Select((tensor, i) => inputs[i].WithValues<double>(Array.ConvertAll(tensor.ToArray<float>(), x => (double)x)))];
        float[][] actual = [.. GuardedMemory.Run(function, narrow, y => Narrow(Weights(y.Shape))).Select(values => Array.ConvertAll(values, x => (float)x))];
        double[][] expected = Run(function, wide).Select(tensor => tensor.ToArray<double>()).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k].Length, actual[k].Length);
            for (int i = 0; i < expected[k].Length; i++)
            {
                double error = Math.Abs(expected[k][i] - actual[k][i]) / Math.Max(1, Math.Abs(expected[k][i]));
                Assert.True(
                    error <= tolerance || actual[k][i].Equals((float)expected[k][i]),
                    $"{(k == 0 ? "result" : $"gradient {k - 1}")}[{i}]: {actual[k][i]} in float32, {expected[k][i]} in float64");
            }
        }
    }

    /// <summary>The result, then the gradient of each input.</summary>
    public static Tensor[] Run(Func<Tensor[], Tensor> function, Tensor[] inputs)
    {
        foreach (Tensor input in inputs)
        {
            input.RequiresGrad = true;
            input.ZeroGrad();
        }

        Tensor y = function(inputs);
        Tensor weights = Weights(y.Shape);
        y.Backward(y.DType == DType.Float32 ? Narrow(weights) : weights);
        return [y, .. inputs.Select(input => input.Grad ?? Tensor.Zeros([0], input.DType))];
    }

    public static Tensor Narrow(Tensor x) =>
        (x.Packing is { } packing ? Tensor.EmptyPacked(packing, DType.Float32) : Tensor.Empty(x.Shape, x.Strides, DType.Float32)).WithValues<float>(Array.ConvertAll(x.ToArray<double>(), value => (float)value));

    private static Tensor Weights(Shape shape) => TestTensors.Normal(99, [.. shape]);
}
