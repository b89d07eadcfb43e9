namespace Hone.Nn.Tests;

/// <summary>Reads fixtures that tools/golden wrote with PyTorch and compares with them.</summary>
internal static class Golden
{
    public static IReadOnlyDictionary<string, Tensor> Read(string name) =>
        Safetensors.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", name + ".safetensors")).Tensors;

    /// <summary>The tensors under a prefix, without it.</summary>
    public static Dictionary<string, Tensor> Part(this IReadOnlyDictionary<string, Tensor> golden, string prefix) =>
        golden.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);

    /// <summary>|actual - expected| at most relative * |expected| + absolute, element by element.</summary>
    public static void Close(Tensor expected, Tensor? actual, double relative, double absolute, string what)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Shape, actual.Shape);
        double[] e = Doubles(expected);
        double[] a = Doubles(actual);
        for (int i = 0; i < e.Length; i++)
        {
            Assert.True(Math.Abs(a[i] - e[i]) <= (relative * Math.Abs(e[i])) + absolute, $"{what}[{i}]: {a[i]:r} instead of {e[i]:r}");
        }
    }

    public static double[] Doubles(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Array.ConvertAll(tensor.ToArray<float>(), x => (double)x),
        DType.Int64 => Array.ConvertAll(tensor.ToArray<long>(), x => (double)x),
        _ => tensor.ToArray<double>(),
    };
}
