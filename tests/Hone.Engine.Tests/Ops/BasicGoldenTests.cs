using System.Text.Json;

namespace Hone.Engine.Tests.Ops;

/// <summary>The operations that every net is made of, values and gradients, against PyTorch; tools/golden/make_basic.py wrote the file.</summary>
public sealed class BasicGoldenTests
{
    private const double Relative = 1e-11;
    private const double Absolute = 1e-12;

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Operations = new()
    {
        ["add"] = t => t[0].Add(t[1]),
        ["subtract"] = t => t[0].Subtract(t[1]),
        ["multiply"] = t => t[0].Multiply(t[1]),
        ["divide"] = t => t[0].Divide((t[1] * t[1]) + 1),
        ["negate"] = t => t[0].Negate(),
        ["abs"] = t => t[0].Abs(),
        ["clamp"] = t => t[0].Clamp(-0.5, 0.75),
        ["exp"] = t => t[0].Exp(),
        ["sqrt"] = t => ((t[0] * t[0]) + 1).Sqrt(),
        ["relu"] = t => t[0].Relu(),
        ["sigmoid"] = t => t[0].Sigmoid(),
        ["tanh"] = t => t[0].Tanh(),
        ["softmax"] = t => t[0].Softmax(1),
        ["softmax_columns"] = t => t[0].Softmax(0),
        ["log_softmax"] = t => t[0].LogSoftmax(1),
        ["cross_entropy"] = t => t[0].CrossEntropy(Tensor.From([2L, 0, 3], [3])),
        ["cross_entropy_smooth"] = t => t[0].CrossEntropy(Tensor.From([2L, 0, 3], [3]), new() { LabelSmoothing = 0.1 }),
        ["mse"] = t => t[0].MseLoss(t[1]),
        ["sum"] = t => t[0].Sum([1]),
        ["mean"] = t => t[0].Mean([0]),
        ["max"] = t => t[0].Max(1),
        ["min"] = t => t[0].Min(0),
        ["cat"] = t => Tensor.Cat([t[0], t[1]], 1),
        ["stack"] = t => Tensor.Stack([t[0], t[1]], 1),
        ["index_select"] = t => t[0].IndexSelect(0, Tensor.From([2L, 0, 2, 1], [4])),
        ["narrow"] = t => t[0].Narrow(1, 1, 2),
        ["permute"] = t => t[0].Permute(2, 0, 1),
        ["expand"] = t => t[0].Expand([3, 2, 4]),
        ["reshape"] = t => t[0].Reshape(2, 6),
        ["linear"] = t => t[0].Linear(t[1], t[2]),
        ["conv2d"] = t => t[0].Conv2d(t[1], t[2], new() { Stride = 2, Padding = 1 }),
        ["conv2d_groups"] = t => t[0].Conv2d(t[1], options: new() { Dilation = 2, Padding = 2, Groups = 3 }),
        ["max_pool"] = t => t[0].MaxPool2d(3, 2, 1),
        ["avg_pool"] = t => t[0].AvgPool2d(3, new() { Stride = 2, Padding = 1 }),
        ["adaptive_avg_pool"] = t => t[0].AdaptiveAvgPool2d((4, 2)),
        ["batch_norm"] = t => t[0].BatchNorm(t[1], t[2], Tensor.Zeros([3], DType.Float64), Tensor.Ones([3], DType.Float64), training: true),
    };

    public static TheoryData<string> Names() => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_equal_PyTorch(string name)
    {
        JsonElement golden = Cases().GetProperty(name);
        Tensor[] inputs = [.. golden.GetProperty("inputs").EnumerateArray().Select(Read)];
        foreach (Tensor input in inputs)
        {
            input.RequiresGrad = true;
        }

        Tensor y = Operations[name](inputs);
        Close(golden.GetProperty("output"), y, name);
        Tensor weights = y.ElementCount > 1 ? Tensor.Linspace(-1, 1, y.ElementCount, DType.Float64).Reshape([.. y.Shape]) : Tensor.Ones(y.Shape, DType.Float64);
        y.Backward(weights);
        JsonElement[] gradients = [.. golden.GetProperty("gradients").EnumerateArray()];
        for (int i = 0; i < inputs.Length; i++)
        {
            Close(gradients[i], inputs[i].Grad!, $"gradient {i} of {name}");
        }
    }

    [Fact]
    public void Every_golden_is_compared() =>
        Assert.Equal(Operations.Keys.Order(), Cases().EnumerateObject().Select(property => property.Name).Order());

    private static JsonElement Cases() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "basic.json"))).RootElement.GetProperty("cases");

    private static Tensor Read(JsonElement numbers) => Tensor.From(
        numbers.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray(),
        Shape.Create([.. numbers.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]));

    private static void Close(JsonElement numbers, Tensor actual, string what)
    {
        Tensor expected = Read(numbers);
        Assert.Equal(expected.Shape, actual.Shape);
        double[] e = expected.ToArray<double>();
        double[] a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++)
        {
            Assert.True(Math.Abs(a[i] - e[i]) <= Absolute + (Relative * Math.Abs(e[i])), $"{what}[{i}]: {a[i]:r} instead of {e[i]:r}");
        }
    }
}
