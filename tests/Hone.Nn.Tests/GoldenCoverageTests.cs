using System.Reflection;
using System.Reflection.Emit;

namespace Hone.Nn.Tests;

/// <summary>Every public layer, loss and optimizer is made by a test that reads values of PyTorch, or says here why not.</summary>
public sealed class GoldenCoverageTests
{
    private const string Operation = "hands its input to the operation of its name, which the engine's tests compare";
    private const string Random = "draws random numbers of its own; its tests check shares and scale";
    private const string Part = "is compared as a part of its model";

    private const BindingFlags AllMethods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, string> Exemptions = new()
    {
        ["AlphaDropout"] = Random,
        ["Dropout2d"] = Random,
        ["DropPath"] = Random,
        ["RnnDropout"] = Random,
        ["BasicBlock"] = Part,
        ["Bottleneck"] = Part,
        ["InvertedResidual"] = Part,
        ["SqueezeExcite"] = "is compared as a part of XResNet",
        ["BceWithLogitsLoss"] = Operation,
        ["DiceLoss"] = Operation,
        ["FocalLoss"] = Operation,
        ["L1Loss"] = Operation,
        ["Upsample"] = Operation,
        ["CombinedLoss"] = "adds losses that are compared",
        ["GeneralRelu"] = "is arithmetic around operations that the engine's tests compare",
        ["Identity"] = "changes nothing",
        ["Residual"] = Part,
        ["Scale"] = Part,
    };

    [Fact]
    public void Every_layer_loss_and_optimizer_has_a_golden_or_a_reason_for_none()
    {
        Type[] kinds = [typeof(Module), typeof(Loss), typeof(Optimizer)];
        string[] parts = [.. typeof(Module).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && kinds.Any(type.IsSubclassOf))
            .Select(type => type.Name)];
        HashSet<Type> made = Made();
        string[] compared = [.. made.Select(type => type.Name)];
        Assert.NotEmpty(compared);
        string missing = string.Join(", ", parts.Except(compared).Except(Exemptions.Keys).Order());
        Assert.True(missing.Length == 0, $"no golden for {missing}");
        Assert.Equal(string.Empty, string.Join(", ", Exemptions.Keys.Except(parts)));
    }

    /// <summary>What the test classes that read goldens make, directly or through a factory.</summary>
    private static HashSet<Type> Made()
    {
        var made = new HashSet<Type>();
        IEnumerable<IGrouping<Type, Type>> groups = typeof(GoldenCoverageTests).Assembly.GetTypes().GroupBy(Outermost);
        foreach (IGrouping<Type, Type> group in groups)
        {
            MethodBase[] called = [.. group.SelectMany(type => type.GetMethods(AllMethods).Cast<MethodBase>().Concat(type.GetConstructors(AllMethods))).SelectMany(Calls)];
            if (called.Any(method => method.DeclaringType == typeof(Golden)))
            {
                made.UnionWith(called.Select(method => method is MethodInfo factory ? factory.ReturnType : method.DeclaringType!));
            }
        }

        return made;
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The methods and constructors that a method calls, read from its code: a byte that only looks like a call leads nowhere.</summary>
    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int i = 0; i + 4 < code.Length; i++)
        {
            bool calls = code[i] == OpCodes.Call.Value || code[i] == OpCodes.Newobj.Value || code[i] == OpCodes.Callvirt.Value;
            if (calls && Resolve(method, BitConverter.ToInt32(code, i + 1)) is { } called)
            {
                yield return called;
            }
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception error) when (error is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
