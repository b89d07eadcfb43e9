using System.Text.Json;

namespace Hone.Engine.Tests.Ops;

/// <summary>A file of cases that tools/golden wrote: inputs, output and gradients by name, in float64.</summary>
internal static class GoldenCases
{
    public static JsonElement Read(string topic) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", topic + ".json"))).RootElement.GetProperty("cases");

    public static IEnumerable<string> Names(string topic) => Read(topic).EnumerateObject().Select(property => property.Name);

    /// <summary>Compares an operation's value and gradients with a case.</summary>
    public static void Check(JsonElement golden, string name, Func<Tensor[], Tensor> operation, double tolerance = 1e-11)
    {
        Tensor[] inputs = [.. golden.GetProperty("inputs").EnumerateArray().Select(Tensor)];
        foreach (Tensor input in inputs)
        {
            input.RequiresGrad = true;
        }

        Tensor y = operation(inputs);
        Close(golden.GetProperty("output"), y, name, tolerance);
        y.Backward(y.ElementCount > 1 ? Hone.Tensor.Linspace(-1, 1, y.ElementCount, DType.Float64).Reshape([.. y.Shape]) : Hone.Tensor.Ones(y.Shape, DType.Float64));
        JsonElement[] gradients = [.. golden.GetProperty("gradients").EnumerateArray()];
        for (int i = 0; i < inputs.Length; i++)
        {
            Close(gradients[i], inputs[i].Grad ?? Hone.Tensor.Zeros(inputs[i].Shape, DType.Float64), $"gradient {i} of {name}", tolerance);
        }
    }

    public static Tensor Tensor(JsonElement numbers) => Hone.Tensor.From(
        numbers.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray(),
        Shape.Create([.. numbers.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]));

    public static void Close(JsonElement numbers, Tensor actual, string what, double tolerance)
    {
        Tensor expected = Tensor(numbers);
        Assert.Equal(expected.Shape, actual.Shape);
        double[] e = expected.ToArray<double>();
        double[] a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++)
        {
            Assert.True(Math.Abs(a[i] - e[i]) <= tolerance * Math.Max(1, Math.Abs(e[i])), $"{what}[{i}]: {a[i]:r} instead of {e[i]:r}");
        }
    }
}
