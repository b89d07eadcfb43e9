namespace Hone.Bench.Workloads;

/// <summary>Inputs for workloads: the values do not matter, but they must not be zeros, which some kernels could skip.</summary>
internal static class RandomTensors
{
    public static Tensor Normal(Shape shape, long seed)
    {
        var values = new float[shape.ElementCount];
        new RandomStream(seed, "bench").FillNormal(values, 0, 1);
        return Tensor.From(values, shape);
    }
}
