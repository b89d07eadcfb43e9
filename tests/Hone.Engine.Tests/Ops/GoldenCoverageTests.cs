using System.Reflection;
using System.Reflection.Emit;

namespace Hone.Engine.Tests.Ops;

/// <summary>Every public operation is compared with PyTorch by a class of golden tests, or says here why not.</summary>
public sealed class GoldenCoverageTests
{
    private const string NoFloats = "gives truth values or indices, which the tests of the operation compare with what they must be";
    private const string OtherName = "is another operation, compared under its name, in fewer words";

    private const string Random = "draws random numbers of its own";

    private const string OfLayer = "is compared by the golden tests of its layer";

    private const BindingFlags AllMethods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, string> Exemptions = new()
    {
        ["AdaptiveAvgPool1d"] = OfLayer,
        ["AdaptiveMaxPool2d"] = OfLayer,
        ["AvgPool1d"] = OfLayer,
        ["MaxPool1d"] = OfLayer,
        ["Conv1d"] = OfLayer,
        ["ConvTranspose1d"] = OfLayer,
        ["ConvTranspose2d"] = OfLayer,
        ["Embedding"] = OfLayer,
        ["EmbeddingBag"] = OfLayer,
        ["EmbeddingDot"] = OfLayer,
        ["GroupNorm"] = OfLayer,
        ["InstanceNorm"] = OfLayer,
        ["LayerNorm"] = OfLayer,
        ["RmsNorm"] = OfLayer,
        ["PixelShuffle"] = OfLayer,
        ["PixelUnshuffle"] = OfLayer,
        ["All"] = NoFloats,
        ["Any"] = NoFloats,
        ["ArgMax"] = NoFloats,
        ["ArgMin"] = NoFloats,
        ["Equal"] = NoFloats,
        ["NotEqual"] = NoFloats,
        ["Greater"] = NoFloats,
        ["GreaterEqual"] = NoFloats,
        ["Less"] = NoFloats,
        ["LessEqual"] = NoFloats,
        ["LogicalAnd"] = NoFloats,
        ["LogicalNot"] = NoFloats,
        ["LogicalOr"] = NoFloats,
        ["OneHot"] = NoFloats,
        ["Unique"] = NoFloats,
        ["IsNaN"] = NoFloats,
        ["IsInf"] = NoFloats,
        ["IsFinite"] = NoFloats,
        ["NonZero"] = NoFloats,
        ["BatchNormRelu"] = "is compared bit by bit with BatchNorm and Relu, and has no counterpart",
        ["BatchNormAddRelu"] = "is compared bit by bit with BatchNorm, Add and Relu, and has no counterpart",
        ["Lstm"] = OfLayer,
        ["Gru"] = OfLayer,
        ["Dropout"] = Random,
        ["Dropout2d"] = Random,
        ["AlphaDropout"] = Random,
        ["DropPath"] = Random,
        ["EmbeddingDropout"] = Random,
        ["RnnDropout"] = Random,
        ["Clone"] = "changes no value",
        ["Contiguous"] = "changes no value",
        ["To"] = "changes the type alone; its tests compare the values",
        ["Chunk"] = OtherName,
        ["Split"] = OtherName,
        ["Flatten"] = OtherName,
        ["Squeeze"] = OtherName,
        ["Unsqueeze"] = OtherName,
        ["Transpose"] = OtherName,
    };

    [Fact]
    public void Every_public_operation_has_a_golden_or_a_reason_for_none()
    {
        string[] compared = [.. GoldenMethods().SelectMany(Calls).Where(IsOperation).Select(method => method.Name).Distinct()];
        string[] operations = [.. typeof(TensorOperations).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name).Distinct()];

        Assert.NotEmpty(compared);
        string missing = string.Join(", ", operations.Except(compared).Except(Exemptions.Keys).Order());
        Assert.True(missing.Length == 0, $"no golden for {missing}");
        Assert.Equal(string.Empty, string.Join(", ", Exemptions.Keys.Except(operations)));
    }

    private static bool IsOperation(MethodBase method) => method.DeclaringType == typeof(TensorOperations);

    private static IEnumerable<MethodInfo> GoldenMethods() =>
        from type in typeof(GoldenCoverageTests).Assembly.GetTypes()
        where IsGolden(type.DeclaringType ?? type)
        from method in type.GetMethods(AllMethods)
        select method;

    /// <summary>Whether a class holds golden tests: by its name, or because it reads goldens among its other tests.</summary>
    private static bool IsGolden(Type type) =>
        type.Name.EndsWith("GoldenTests", StringComparison.Ordinal)
        || type.GetMethods(AllMethods).SelectMany(Calls).Any(method => method.Name == "Check" && (method.DeclaringType == typeof(JsonGolden) || method.DeclaringType == typeof(GoldenCases)));

    /// <summary>The methods that a method calls, read from its code: a byte that only looks like a call leads to no operation.</summary>
    private static IEnumerable<MethodBase> Calls(MethodInfo method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] == OpCodes.Call.Value && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { } called)
            {
                yield return called;
            }
        }
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (Exception error) when (error is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
