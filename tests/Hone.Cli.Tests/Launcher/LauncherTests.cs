namespace Hone.Cli.Tests;

/// <summary>The script <c>hone</c> in the root of the repository.</summary>
public sealed class LauncherTests
{
    private const string OnlyOnUnix = "the shell script is for Unix; Windows has hone.cmd";

    // Answers like an SDK: a build leaves a program behind, anything else is told back.
    private const string GoodSdk =
        """
        case "$1" in
          --list-sdks) echo '10.0.100 [/usr/share/dotnet/sdk]' ;;
          build) mkdir -p "$(dirname "$2")/bin/Release/net10.0"; touch "$(dirname "$2")/bin/Release/net10.0/hone.dll" ;;
          *) shift; echo "ran $*" ;;
        esac
        """;

    [Fact]
    public void The_command_runs_from_another_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), OnlyOnUnix);
        using var folder = new LauncherFolder();
        folder.UseRealProgram();

        CommandRun run = folder.Launch(null, "--version");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^hone \d+\.\d+\.\d+\n$", run.Out);
    }

    [Fact]
    public void The_program_is_built_once_and_again_after_a_change()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), OnlyOnUnix);
        using var folder = new LauncherFolder();
        folder.AnswerDotnetWith(GoodSdk);

        CommandRun first = folder.Launch(null, "start", "--dir", "two words");
        CommandRun second = folder.Launch(null, "runs");
        File.SetLastWriteTimeUtc(folder.Source, DateTime.UtcNow.AddMinutes(1));
        CommandRun third = folder.Launch(null, "runs");

        Assert.Equal((0, "ran start --dir two words\n", "Building Hone (once) ...\n"), (first.ExitCode, first.Out, first.Error));
        Assert.Equal((0, "ran runs\n", ""), (second.ExitCode, second.Out, second.Error));
        Assert.Equal("Building Hone (once) ...\n", third.Error);
    }

    [Fact]
    public void A_build_that_fails_shows_its_messages_and_returns_2()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), OnlyOnUnix);
        using var folder = new LauncherFolder();
        folder.AnswerDotnetWith(
            """
            if [ "$1" = --list-sdks ]; then echo '10.0.100 [/usr/share/dotnet/sdk]'; exit 0; fi
            echo 'Program.cs(3,1): error CS1002: ; expected'; exit 1
            """);

        CommandRun run = folder.Launch(null, "start");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Program.cs(3,1): error CS1002", run.Error);
        Assert.Contains("hone: the build failed", run.Error);
        Assert.False(File.Exists(folder.Stamp));
    }

    [Fact]
    public void Without_an_SDK_three_lines_say_what_to_install()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), OnlyOnUnix);
        using var folder = new LauncherFolder();
        string dirname = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(place => Path.Combine(place, "dirname")).First(File.Exists);
        File.CreateSymbolicLink(Path.Combine(folder.Tools, "dirname"), dirname);

        CommandRun run = folder.Launch(folder.Tools, "--version");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "hone: expected the .NET 10 SDK.\n"
            + "  got: no 'dotnet' command on this machine\n"
            + "  try: install it from https://dotnet.microsoft.com/download, then run ./hone again\n",
            run.Error);
    }

    [Theory]
    [InlineData("echo '8.0.404 [/usr/share/dotnet/sdk]'", "got: 8.x as the newest SDK")]
    [InlineData("exit 0", "got: no SDK")]
    public void An_SDK_that_is_too_old_or_missing_is_named(string answer, string got)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), OnlyOnUnix);
        using var folder = new LauncherFolder();
        folder.AnswerDotnetWith(answer);

        CommandRun run = folder.Launch(null, "--version");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(got, run.Error);
    }
}
