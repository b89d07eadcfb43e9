using System.Reflection;
using Hone.Autograd;

namespace Hone.Engine.Tests.Ops;

public sealed class GradientCheckCoverageTests
{
    [Fact]
    public void Every_recorded_operation_has_a_gradient_check()
    {
        Type[] nodes = [.. typeof(Node).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract)];
        Type[] covered = [.. Tests().SelectMany(test => test.Attribute.Nodes)];

        Assert.NotEmpty(nodes);
        Assert.Equal(string.Empty, string.Join(", ", nodes.Except(covered).Select(node => node.FullName)));
    }

    [Fact]
    public void Every_gradient_check_is_a_test_that_runs()
    {
        foreach ((MethodInfo method, _) in Tests())
        {
            FactAttribute? fact = method.GetCustomAttribute<FactAttribute>();
            Assert.True(fact is { Skip: null }, $"{method.DeclaringType}.{method.Name} is not a test, or is skipped");
        }
    }

    private static IEnumerable<(MethodInfo Method, ChecksGradientOfAttribute Attribute)> Tests() =>
        from type in typeof(GradientCheckCoverageTests).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let attribute = method.GetCustomAttribute<ChecksGradientOfAttribute>()
        where attribute is not null
        select (method, attribute);
}
