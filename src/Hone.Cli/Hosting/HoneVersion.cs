using System.Reflection;

namespace Hone.Cli;

/// <summary>The version as <c>hone --version</c> prints it.</summary>
internal static class HoneVersion
{
    /// <summary>Such as <c>hone 0.1.0</c>, without the commit that a build may append.</summary>
    public static string Text { get; } = "hone " + Number();

    private static string Number()
    {
        string? version = typeof(HoneVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? "unknown";
    }
}
