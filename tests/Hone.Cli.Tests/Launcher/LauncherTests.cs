using System.Diagnostics;

namespace Hone.Cli.Tests;

/// <summary>The script <c>hone</c> in the root of the repository.</summary>
public sealed class LauncherTests
{
    [Fact]
    public void Hone_runs_from_another_folder_on_Unix()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell script is for Unix; Windows has hone.cmd");
        using var folder = new TemporaryFolder();

        CommandRun run = Launch(folder.Path, Environment.GetEnvironmentVariable("PATH")!, "--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^hone \d+\.\d+\.\d+\n$", run.Out);
    }

    [Fact]
    public void Without_an_SDK_the_launcher_says_so_in_three_lines_on_Unix()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell script is for Unix; Windows has hone.cmd");
        using var folder = new TemporaryFolder();
        foreach (string tool in new[] { "dirname" })
        {
            File.CreateSymbolicLink(folder[tool], Which(tool));
        }

        CommandRun run = Launch(folder.Path, folder.Path, "--version");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "hone: expected the .NET 10 SDK.\n"
            + "  got: no 'dotnet' command on this machine\n"
            + "  try: install it from https://dotnet.microsoft.com/download, then run ./hone again\n",
            run.Error);
    }

    [Fact]
    public void An_SDK_that_is_too_old_is_named_on_Unix()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell script is for Unix; Windows has hone.cmd");
        using var folder = new TemporaryFolder();
        string dotnet = folder["dotnet"];
        File.WriteAllText(dotnet, "#!/bin/sh\necho '8.0.404 [/usr/share/dotnet/sdk]'\n");
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        CommandRun run = Launch(folder.Path, folder.Path + ":" + Environment.GetEnvironmentVariable("PATH"), "--version");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("got: 8.x as the newest SDK", run.Error);
    }

    private static CommandRun Launch(string folder, string path, params string[] args)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Root(), "hone"));
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["PATH"] = path;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.Result);
    }

    private static string Which(string tool) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Hone.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"no Hone.slnx above {AppContext.BaseDirectory}");
    }
}
