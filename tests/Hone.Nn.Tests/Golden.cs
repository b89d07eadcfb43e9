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

    /// <summary>A layer forward, backward and in evaluation against a part of a file that make_norms.py's <c>layers</c> wrote, names of its state included.</summary>
    public static void Layer(IReadOnlyDictionary<string, Tensor> golden, Module model, DType type, double relative, double absolute)
    {
        model.To(type);
        StateDictReport report = model.LoadStateDict(golden.Part("sd."));
        Assert.True(report.IsComplete, report.ToString());
        Assert.Equal(golden.Part("sd.").Keys.Order(), model.StateDict().Keys.Order());

        Tensor x = golden["in"];
        x.RequiresGrad = true;
        Tensor y = model.Forward(x);
        Close(golden["out"], y, relative, absolute, "out");
        y.Backward(Slope(y.Shape, type));
        Close(golden["gin"], x.Grad, relative, 5 * absolute, "gin");
        foreach ((string path, Parameter parameter) in model.NamedParameters())
        {
            Close(golden["g." + path], parameter.Grad, relative, 10 * absolute, path);
        }

        foreach ((string path, ModuleBuffer buffer) in model.NamedBuffers())
        {
            Close(golden["after." + path], buffer.Value, relative, absolute, path);
        }

        model.Eval();
        Close(golden["eval"], model.Forward(x), relative, absolute, "eval");
        using NoGrad none = NoGrad.Enter();
        Close(golden["eval"], model.Forward(x), relative, absolute, "eval, not recorded");
    }

    /// <summary>Gradients of a loss that are not uniform: from -1 to 1.</summary>
    public static Tensor Slope(Shape shape, DType type)
    {
        int count = shape.ElementCount;
        double[] weights = [.. Enumerable.Range(0, count).Select(i => count == 1 ? -1 : -1 + (2.0 * i / (count - 1)))];
        return type == DType.Float64 ? Tensor.From(weights, shape) : Tensor.From(Array.ConvertAll(weights, w => (float)w), shape);
    }

    public static double[] Doubles(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Array.ConvertAll(tensor.ToArray<float>(), x => (double)x),
        DType.Int64 => Array.ConvertAll(tensor.ToArray<long>(), x => (double)x),
        _ => tensor.ToArray<double>(),
    };
}
