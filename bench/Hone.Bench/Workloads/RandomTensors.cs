namespace Hone.Bench.Workloads;

/// <summary>Inputs for workloads: the values do not matter, but they must not be zeros, which some kernels could skip.</summary>
internal static class RandomTensors
{
    /// <summary>Standard normal values; four axes lie channels-last.</summary>
    public static unsafe Tensor Normal(Shape shape, long seed)
    {
        Tensor tensor = Tensor.Empty(shape);
        new RandomStream(seed, "bench").FillNormal(new Span<float>(tensor.Pointer<float>(), shape.ElementCount), 0, 1);
        return tensor;
    }

    /// <summary>Labels 0 to <paramref name="classes"/> - 1.</summary>
    public static Tensor Labels(int count, int classes, long seed)
    {
        var stream = new RandomStream(seed, "labels");
        var labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = stream.NextInt(classes);
        }

        return Tensor.From(labels, [count]);
    }
}
