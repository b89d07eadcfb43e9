using System.Diagnostics;

namespace Hone.Cli.Tests;

/// <summary>
/// A copy of the launcher beside an empty source tree, with a <c>dotnet</c> of the test's own in front of the path: nothing of this
/// repository is built or touched.
/// </summary>
internal sealed class LauncherFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LauncherFolder()
    {
        Directory.CreateDirectory(_folder["root/src/Hone.Cli/obj"]);
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateDirectory(_folder["tools"]);
        File.Copy(Path.Combine(RepositoryRoot(), "hone"), _folder["root/hone"]);
        File.WriteAllText(_folder["root/Directory.Build.props"], "<Project />");
        File.WriteAllText(_folder["root/Directory.Packages.props"], "<Project />");
        File.WriteAllText(Source, "return 0;");
    }

    public string Source => _folder["root/src/Hone.Cli/Program.cs"];

    public string Program => _folder["root/src/Hone.Cli/bin/Release/net10.0/hone.dll"];

    public string Stamp => _folder["root/src/Hone.Cli/obj/hone.stamp"];

    public string Tools => _folder["tools"];

    /// <summary>Puts a script named <c>dotnet</c> in front of the path.</summary>
    public void AnswerDotnetWith(string script)
    {
        string path = Path.Combine(Tools, "dotnet");
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes the real command of this test run the one that is built already.</summary>
    public void UseRealProgram()
    {
        Directory.CreateDirectory(_folder["root/src/Hone.Cli/bin/Release"]);
        Directory.CreateSymbolicLink(_folder["root/src/Hone.Cli/bin/Release/net10.0"], AppContext.BaseDirectory);
        File.WriteAllText(Stamp, "");
        File.SetLastWriteTimeUtc(Stamp, DateTime.UtcNow.AddMinutes(1));
    }

    /// <summary>Runs the launcher from another folder.</summary>
    /// <param name="path">The search path for programs; null for the tools of the test in front of the usual ones.</param>
    /// <param name="args">The words after <c>hone</c>.</param>
    public CommandRun Launch(string? path, params string[] args)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = _folder["elsewhere"],
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(_folder["root/hone"]);
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["PATH"] = path ?? Tools + ":" + Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.Result);
    }

    public void Dispose() => _folder.Dispose();

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Hone.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"no Hone.slnx above {AppContext.BaseDirectory}");
    }
}
