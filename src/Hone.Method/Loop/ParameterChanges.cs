namespace Hone.Method;

/// <summary>The parameters in which two runs differ.</summary>
internal static class ParameterChanges
{
    /// <summary>Names that only one has, or whose values differ, in alphabetical order.</summary>
    public static IEnumerable<string> Of(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) => before.Keys
        .Union(after.Keys, StringComparer.Ordinal)
        .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
        .Order(StringComparer.Ordinal);
}
