using System.Text.Json;

namespace Hone.Engine.Tests.Ops;

/// <summary>A case that tools/golden wrote with PyTorch: inputs, result, and the gradients of sum(result * linspace(-1, 1)).</summary>
internal static class JsonGolden
{
    /// <summary>The names of all cases of a file.</summary>
    public static IEnumerable<string> Names(string file) => Cases(file).EnumerateObject().Select(property => property.Name);

    /// <summary>Asserts that a function gives the values and the gradients of a case.</summary>
    public static void Check(string file, string name, Func<Tensor[], Tensor> function)
    {
        JsonElement golden = Cases(file).GetProperty(name);
        Tensor[] inputs = [.. golden.GetProperty("inputs").EnumerateArray().Select(Read)];
        foreach (Tensor input in inputs)
        {
            input.RequiresGrad = true;
        }

        Tensor y = function(inputs);
        Close(Read(golden.GetProperty("output")), y, name);
        y.Backward(y.ElementCount > 1 ? Tensor.Linspace(-1, 1, y.ElementCount, DType.Float64).Reshape([.. y.Shape]) : Tensor.Ones(y.Shape, DType.Float64));
        Tensor[] gradients = [.. golden.GetProperty("gradients").EnumerateArray().Select(Read)];
        for (int i = 0; i < inputs.Length; i++)
        {
            Close(gradients[i], inputs[i].Grad ?? Tensor.Zeros(inputs[i].Shape, DType.Float64), $"gradient {i} of {name}");
        }
    }

    private static JsonElement Cases(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", file))).RootElement.GetProperty("cases");

    private static Tensor Read(JsonElement numbers) => Tensor.From(
        numbers.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray(),
        Shape.Create([.. numbers.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]));

    private static void Close(Tensor expected, Tensor actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        double[] e = expected.ToArray<double>();
        double[] a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++)
        {
            Assert.True(Math.Abs(a[i] - e[i]) <= 1e-12 + (1e-10 * Math.Abs(e[i])), $"{what}[{i}]: {a[i]:r} instead of {e[i]:r}");
        }
    }
}
