using System.Reflection;

namespace Hone.Learn.Tests;

/// <summary>The default values of parameters, as they are declared.</summary>
internal static class Defaults
{
    /// <summary>Of the constructor of a type that has a parameter of this name.</summary>
    public static object? OfNew<T>(string parameter) => typeof(T).GetConstructors().SelectMany(constructor => constructor.GetParameters()).First(candidate => candidate.Name == parameter).DefaultValue;

    /// <summary>Of a method of a type.</summary>
    public static object? Of(Type type, string method, string parameter) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        .Where(candidate => candidate.Name == method)
        .SelectMany(candidate => candidate.GetParameters())
        .First(candidate => candidate.Name == parameter && candidate.HasDefaultValue).DefaultValue;
}
