using System.Reflection;
using System.Runtime.CompilerServices;
using Hone.Autograd;
using Hone.Engine.Tests.Ops;
using Hone.Testing;
using Xunit.Sdk;
using Xunit.v3;

namespace Hone.Engine.Tests.Proof;

/// <summary>
/// Every function that a gradient check of this assembly differentiates. The checks that every operation must pass run over these cases, so that an
/// operation whose gradient is checked (and the build refuses one whose gradient is not) is covered by them without another line.
/// </summary>
internal static class OperationCases
{
    private static readonly Lazy<Task<OperationCase[]>> Cases = new(Collect);

    public static Task<OperationCase[]> All => Cases.Value;

    /// <summary>Every operation that the tape can record.</summary>
    public static IReadOnlyList<Type> AllNodes { get; } = [.. typeof(Node).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract)];

    /// <summary>The kinds of operations recorded by a function, each once.</summary>
    public static HashSet<Type> NodesOf(Tensor result) => [.. GraphOf(result).Select(node => node.GetType())];

    /// <summary>The operations recorded by a function.</summary>
    public static IReadOnlyCollection<Node> GraphOf(Tensor result)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>();
        if (result.Producer is { } last)
        {
            pending.Push(last);
        }

        while (pending.TryPop(out Node? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            foreach (Edge edge in node.Inputs)
            {
                if (edge.Producer is { } producer)
                {
                    pending.Push(producer);
                }
            }
        }

        return seen;
    }

    private static async Task<OperationCase[]> Collect()
    {
        var cases = new List<OperationCase>();
        foreach (Type type in typeof(OperationCases).Assembly.GetTypes())
        {
            // Functions use tensors in static fields; made within a step, they would end with it.
            if (!type.ContainsGenericParameters)
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }

            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<ChecksGradientOfAttribute>() is null)
                {
                    continue;
                }

                foreach (object?[] arguments in await Rows(method))
                {
                    await Run(type, method, arguments, cases);
                }
            }
        }

        return [.. cases];
    }

    private static async Task Run(Type type, MethodInfo method, object?[] arguments, List<OperationCase> cases)
    {
        var found = new List<OperationCase>();
        object test = Activator.CreateInstance(type)!;
        GradCheck.Observer = (function, inputs) =>
        {
            foreach (Tensor input in inputs)
            {
                input.RequiresGrad = true;
            }

            found.Add(new OperationCase($"{type.Name}.{method.Name} #{cases.Count + found.Count}", function, [.. inputs]));
        };
        object? result;
        try
        {
            result = method.Invoke(test, arguments);
        }
        finally
        {
            GradCheck.Observer = null;
        }

        if (result is Task task)
        {
            await task;
        }

        cases.AddRange(found);
    }

    /// <summary>The arguments of each call: the rows of a theory, or one call without any.</summary>
    private static async Task<IReadOnlyList<object?[]>> Rows(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (parameters.Length == 0)
        {
            return [[]];
        }

        var rows = new List<object?[]>();
        await using var tracker = new DisposalTracker();
        foreach (DataAttribute source in method.GetCustomAttributes<DataAttribute>())
        {
            // A member is looked up in the class that declares the test unless the attribute says otherwise.
            if (source is MemberDataAttributeBase { MemberType: null } member)
            {
                member.MemberType = method.DeclaringType;
            }

            foreach (ITheoryDataRow row in await source.GetData(method, tracker))
            {
                object?[] given = row.GetData();
                rows.Add([.. parameters.Select((parameter, i) => i < given.Length ? given[i] : parameter.DefaultValue)]);
            }
        }

        return rows;
    }
}
