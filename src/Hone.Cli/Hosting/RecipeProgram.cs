using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>
/// Starts the program of a recipe with <c>dotnet run</c>: compiled against the Hone that was called, in its own process, with its output passed on. Ctrl-C stops it after the present batch; its exit code
/// is that of the command.
/// </summary>
internal sealed class RecipeProgram(CliHost host)
{
    private const string LibrariesVariable = "HONE_LIBRARIES";
    private const string Where = "hone train RECIPE.cs";

    /// <summary>Runs a recipe.</summary>
    /// <param name="recipe">The file as it was typed.</param>
    /// <param name="directory">The folder of the project as it was typed; null looks around the recipe, then around the current folder.</param>
    /// <param name="words">The words for the program; see <see cref="RecipeCommandLine"/>.</param>
    /// <returns>The exit code; 2 for a recipe that does not compile.</returns>
    /// <exception cref="UsageException">There is no such file, no project, or no SDK.</exception>
    /// <exception cref="MethodException">A word has another form.</exception>
    public int Run(string recipe, string? directory, IReadOnlyList<string> words)
    {
        // 1. What can be said at once is said before the compiler starts.
        string file = Path.GetFullPath(recipe, host.WorkingDirectory);
        RequireFile(file, recipe);
        Project project = ProjectOf(file, directory);
        bool isJson = RecipeCommandLine.Parse(words).Json;
        string folder = Path.GetDirectoryName(file)!;
        if (RecipeTemplates.WriteProps(folder) && !isJson)
        {
            host.Error.WriteLine($"note: wrote {Paths.Shown(Path.Combine(folder, RecipeTemplates.PropsFile))}, which tells dotnet where Hone is");
        }

        // 2. The program.
        string control = Directory.CreateTempSubdirectory("hone-recipe-").FullName;
        try
        {
            int code = Start(file, project, [.. words, .. Own(recipe, file, project, words, control)], control);
            if (code != 0 && !RecipeControl.HasStarted(control))
            {
                throw new UsageException("a recipe that compiles", $"dotnet ended with {code}; what the compiler says stands above", file, "correct the lines that it names, and train again");
            }

            return code;
        }
        finally
        {
            Directory.Delete(control, recursive: true);
        }
    }

    private int Start(string file, Project project, IReadOnlyList<string> words, string control)
    {
        bool isPassed = host.OutIsTerminal;
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = host.WorkingDirectory,
            RedirectStandardOutput = !isPassed,
            RedirectStandardError = !isPassed,
        };
        start.Environment[LibrariesVariable] = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        foreach (string word in (string[])["run", "--file", file, .. Freshness(file, project), "--", .. words])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Begin(start);
        using CancellationTokenRegistration stop = host.CancellationToken.Register(() => RecipeControl.Stop(control));
        if (!isPassed)
        {
            process.OutputDataReceived += (_, line) => Pass(host.Out, line.Data);
            process.ErrorDataReceived += (_, line) => Pass(host.Error, line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>
    /// dotnet compiles anew when the recipe or its props have changed; it does not look at the libraries. So the build of Hone that a recipe was compiled against is remembered, and another one is told.
    /// </summary>
    private static IReadOnlyList<string> Freshness(string file, Project project)
    {
        string stampFile = Path.Combine(project.Directory, ".hone", "recipes", Path.GetFileName(file) + ".library");
        string library = typeof(Project).Assembly.Location;
        string stamp = string.Create(CultureInfo.InvariantCulture, $"{library} {File.GetLastWriteTimeUtc(library).Ticks}");
        try
        {
            string known = File.Exists(stampFile) ? File.ReadAllText(stampFile) : "";
            if (known == stamp)
            {
                return [];
            }

            Directory.CreateDirectory(Path.GetDirectoryName(stampFile)!);
            File.WriteAllText(stampFile, stamp);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without the stamp it is compiled every time: slower, never wrong.
        }

        return ["--no-cache"];
    }

    private IEnumerable<string> Own(string recipe, string file, Project project, IReadOnlyList<string> words, string control)
    {
        string command = string.Join(' ', words.Select(CommandLines.Quoted).Prepend(CommandLines.Quoted(recipe)).Prepend("hone train"));
        yield return "--dir";
        yield return project.Directory;
        yield return "--file";
        yield return file;
        yield return "--command";
        yield return command;
        yield return "--control";
        yield return control;
        if (HostSettings.DataFolder(host) is string data)
        {
            yield return "--data";
            yield return data;
        }

        if (HostSettings.ThreadCount(host) is int threads)
        {
            yield return "--threads";
            yield return threads.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new UsageException("the .NET SDK, which compiles recipes", $"no 'dotnet' that starts: {error.Message}", Where, "install the SDK of .NET 10: https://dotnet.microsoft.com/download");
        }
    }

    private void RequireFile(string file, string typed)
    {
        if (File.Exists(file))
        {
            return;
        }

        string folder = Path.GetDirectoryName(file)!;
        string[] there = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.cs").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
        string? near = Suggestion.Nearest(Path.GetFileName(file), there);
        throw new UsageException(
            "a recipe: a C# file of the project, in its folder recipes",
            $"no file '{typed}'{(there.Length == 0 ? "" : $"; there are {string.Join(", ", there.Take(5))}")}",
            Where,
            near is null ? "hone new NAME --template image writes a first one" : $"did you mean {near}?");
    }

    private Project ProjectOf(string file, string? directory)
    {
        if (directory is not null)
        {
            return Project.Open(Path.GetFullPath(directory, host.WorkingDirectory));
        }

        return Project.Find(Path.GetDirectoryName(file)!) is string around ? Project.Open(around) : ProjectFinder.Open(host, null, Where);
    }

    private static void Pass(TextWriter writer, string? line)
    {
        if (line is not null)
        {
            lock (writer)
            {
                writer.WriteLine(line);
            }
        }
    }
}
