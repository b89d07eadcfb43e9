using System.Reflection;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>Finds the kernels of the engine by reflection, so that a new one is tested without another line.</summary>
internal static class KernelTypes
{
    private static readonly Type[] Numbers = [typeof(float), typeof(double), typeof(long), typeof(byte)];

    private static readonly Type[] All = [.. typeof(WorkerPool).Assembly.GetTypes().Where(type => type.Namespace == typeof(WorkerPool).Namespace)];

    /// <summary>Every inner loop over every operator and every element type that its constraints allow.</summary>
    public static IEnumerable<Type> InnerLoops() =>
        from type in All
        where type.IsValueType && Operands(type) is not null
        from closed in Closings(type)
        select closed;

    /// <summary>The three element types of an inner loop; null for any other type.</summary>
    public static Type[]? Operands(Type type) => type.GetInterfaces()
        .FirstOrDefault(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IInnerLoop<,,>))
        ?.GetGenericArguments();

    /// <summary>The classes that hold loops of other kinds: static, with a public method over pointers.</summary>
    public static IEnumerable<Type> OtherLoops() => All.Where(type =>
        type is { IsClass: true, IsAbstract: true, IsSealed: true, IsNested: false }
        && type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Any(method => method.GetParameters().Any(parameter => parameter.ParameterType.IsPointer || IsProblem(parameter.ParameterType))));

    private static bool IsProblem(Type type) => type.Name.Contains("Problem", StringComparison.Ordinal);

    private static IEnumerable<Type> Closings(Type type)
    {
        if (!type.IsGenericTypeDefinition)
        {
            return [type];
        }

        IEnumerable<Type[]> choices = [[]];
        foreach (Type parameter in type.GetGenericArguments())
        {
            choices = [.. choices.SelectMany(chosen => Candidates(parameter).Select(candidate => (Type[])[.. chosen, candidate]))];
        }

        return choices.Select(chosen => Close(type, chosen)).OfType<Type>();
    }

    /// <summary>The operators that fit a parameter, or the element types if it is no operator.</summary>
    private static IEnumerable<Type> Candidates(Type parameter)
    {
        Type? contract = parameter.GetGenericParameterConstraints().FirstOrDefault(constraint => All.Contains(constraint));
        return contract is null
            ? Numbers
            : All.Where(type => type.IsValueType && contract.IsAssignableFrom(type)).SelectMany(Closings);
    }

    private static Type? Close(Type type, Type[] arguments)
    {
        try
        {
            return type.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            // A constraint says no, for example a transcendental function of integers.
            return null;
        }
    }
}
