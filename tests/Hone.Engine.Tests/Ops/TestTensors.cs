namespace Hone.Engine.Tests.Ops;

/// <summary>float64 inputs for gradient checks, in the layouts that an operation may meet.</summary>
internal static class TestTensors
{
    /// <summary>Normal values; four axes lie channels-last.</summary>
    public static Tensor Normal(int seed, params int[] shape)
    {
        var stream = new RandomStream(seed, "test");
        Tensor tensor = Tensor.Zeros(Shape.Create(shape), DType.Float64);
        var values = new double[tensor.ElementCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = stream.NextNormal();
        }

        return tensor.WithValues<double>(values);
    }

    /// <summary>The same, but no value is closer to zero than a tenth, so that kinks are not measured.</summary>
    public static Tensor AwayFromZero(int seed, params int[] shape)
    {
        Tensor normal = Normal(seed, shape);
        double[] values = Array.ConvertAll(normal.ToArray<double>(), x => x + (Math.Sign(x) * 0.1));
        return normal.WithValues<double>(values);
    }

    /// <summary>A leaf whose axes lie in reverse order in memory.</summary>
    public static Tensor Transposed(int seed, int rows, int columns) => Normal(seed, columns, rows).Transpose().Detach();
}
