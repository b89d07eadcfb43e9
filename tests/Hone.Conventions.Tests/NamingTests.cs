using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hone.Conventions.Tests;

/// <summary>Conventions that every type keeps.</summary>
public sealed class NamingTests
{
    public static TheoryData<string> Libraries() => ["Hone.Engine", "Hone.Nn", "Hone.Learn", "Hone.Method", "Hone.Testing"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Public_classes_are_sealed_abstract_or_exceptions(string library)
    {
        string[] offenders = Assembly.Load(library).GetExportedTypes()
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !typeof(Exception).IsAssignableFrom(type))
            .Select(type => type.FullName!)
            .ToArray();
        Assert.Empty(offenders);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_public_method_has_at_most_two_overloads(string library)
    {
        string[] offenders = Assembly.Load(library).GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)))
                .GroupBy(method => method.Name)
                .Where(group => group.Count() > 2)
                .Select(group => $"{type.Name}.{group.Key}: {group.Count()}"))
            .ToArray();
        Assert.Empty(offenders);
    }

    [Fact]
    public void A_file_holds_the_type_that_it_is_named_after()
    {
        string[] offenders = Repository.Sources("src")
            .Where(path => Path.GetFileName(path) is not ("Program.cs" or "AssemblyInfo.cs"))
            .Where(path =>
            {
                // A plural names a family of structs of a line or two each, such as the arithmetic operators.
                string name = Path.GetFileNameWithoutExtension(path).Split('.', '{')[0];
                string text = File.ReadAllText(path);
                bool isFamily = name is "ArithmeticOperators" or "RowCounts" or "TallRowCounts";
                return !isFamily && !text.Contains(name, StringComparison.Ordinal);
            })
            .Select(Repository.Relative)
            .ToArray();
        Assert.Empty(offenders);
    }
}
