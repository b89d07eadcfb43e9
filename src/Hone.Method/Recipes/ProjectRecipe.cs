using System.Runtime.CompilerServices;

namespace Hone.Method;

/// <summary>The program of a recipe: one C# file in the folder <c>recipes</c> of a project, which <c>hone train</c> starts, and which runs by itself too.</summary>
/// <example>
/// <code>
/// using Hone.Learn;
/// using Hone.Method;
///
/// return ProjectRecipe.Run(args, recipe =>
/// {
///     TabularData data = recipe.Table();
///     Learner learner = TabularLearner.Create(data, new() { Seed = recipe.Seed, Loaders = new() { Seed = recipe.Seed } });
///     recipe.Fit(learner, fit => learner.FitOneCycle(recipe.Epochs(5), recipe.Param("lr", 1e-2), fit));
///     return recipe.Model(TablePredictor.Of(data, new NetMember(learner.Model)));
/// });
/// </code>
/// </example>
public static class ProjectRecipe
{
    /// <summary>Runs the recipe as its command line says: trains, or does one of the actions that <c>hone</c> has for recipes.</summary>
    /// <param name="args">The command line; see <see cref="RecipeCommandLine"/>.</param>
    /// <param name="body">The recipe.</param>
    /// <param name="file">Its source file; filled in by the compiler.</param>
    /// <returns>The exit code: 0 when all went well; see <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, Func<Recipe, RecipeModel> body, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(body);
        var console = new RecipeConsole(Console.Out, Console.Error, isLive: !Console.IsOutputRedirected);
        RecipeCommandLine line;
        try
        {
            line = RecipeCommandLine.Parse(args);
        }
        catch (HoneException error)
        {
            console.Show(error);
            return (int)RecipeConsole.CodeOf(error);
        }

        using var stop = new RecipeStop(line.Control);
        return (int)Run(line, body, SourceOf(line, file), console, stop.Token);
    }

    /// <summary>Runs a command line with everything handed in; <see cref="Run(string[], Func{Recipe, RecipeModel}, string)"/> takes it from the process.</summary>
    internal static ExitCode Run(RecipeCommandLine line, Func<Recipe, RecipeModel> body, string? file, RecipeConsole console, CancellationToken cancellationToken)
    {
        console.IsJson = line.Json;
        try
        {
            if (line.Threads is int threads)
            {
                EngineOptions.ThreadCount = threads;
            }

            RecipeAction action = RecipeActions.Find(line.Action);
            RecipeOptions options = Complete(line, file, console, cancellationToken);
            return action(new RecipeSession(ProjectOf(line, file), body, options), line, console);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.Stopped();
            return ExitCode.Canceled;
        }
        catch (HoneException error)
        {
            console.Show(error);
            return RecipeConsole.CodeOf(error);
        }
        catch (Exception error)
        {
            console.Show(error);
            return ExitCode.Findings;
        }
    }

    private static RecipeOptions Complete(RecipeCommandLine line, string? file, RecipeConsole console, CancellationToken cancellationToken)
    {
        RecipeOptions options = line.Options;
        bool isNamed = options.Name != new RecipeOptions().Name;
        return options with
        {
            Name = isNamed || file is null ? options.Name : Path.GetFileNameWithoutExtension(file),
            File = file,
            Places = line.Data is null ? options.Places : options.Places with { SharedFolder = line.Data },
            Observer = console,
            CancellationToken = cancellationToken,
        };
    }

    private static Project ProjectOf(RecipeCommandLine line, string? file)
    {
        if (line.Directory is string directory)
        {
            return Project.Open(directory);
        }

        string start = Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : Directory.GetCurrentDirectory();
        return Project.Open(Project.Find(start) ?? Project.Find(Directory.GetCurrentDirectory()) ?? start);
    }

    /// <summary>The source file: as <c>hone</c> says, as the runtime of a single-file program knows, or as the compiler saw it; null when it is not there.</summary>
    private static string? SourceOf(RecipeCommandLine line, string compiled)
    {
        string? path = line.Options.File ?? AppContext.GetData("EntryPointFilePath") as string ?? compiled;
        return File.Exists(path) ? Path.GetFullPath(path) : null;
    }
}
