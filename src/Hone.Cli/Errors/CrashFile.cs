using System.Globalization;
using System.Runtime.InteropServices;

namespace Hone.Cli;

/// <summary>The account of an error that nobody expected: what a maintainer needs, in a file instead of on the screen.</summary>
internal static class CrashFile
{
    /// <summary>The exit code of a command that ends with an unexpected error; EX_SOFTWARE of sysexits.h.</summary>
    public const int ExitCode = 70;

    /// <summary>Writes the file into the project, or into the folder for temporary files; null when neither can be written to.</summary>
    public static string? Write(CliHost host, string? projectFolder, IReadOnlyList<string> args, Exception error)
    {
        string name = "hone-crash-" + host.Clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".txt";
        string text = string.Join('\n', [
            $"{HoneVersion.Text} on .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors",
            $"command: hone {string.Join(' ', args)}",
            $"time: {host.Clock.GetUtcNow():u}",
            "",
            error.ToString(),
            ""]);
        foreach (string? folder in new[] { projectFolder, host.TemporaryFolder })
        {
            if (folder is not null && TryWrite(Path.Combine(folder, name), text))
            {
                return Path.Combine(folder, name);
            }
        }

        return null;
    }

    private static bool TryWrite(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
