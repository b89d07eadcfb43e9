using System.Reflection;

namespace Hone.Method;

/// <summary>The folder of recipes that a project begins with: what tells <c>dotnet</c> where Hone is, and a first recipe.</summary>
public static class RecipeTemplates
{
    /// <summary>The folder of recipes in a project.</summary>
    public const string Folder = "recipes";

    /// <summary>The file that makes a C# file in the same folder a program that knows Hone.</summary>
    public const string PropsFile = "Directory.Build.props";

    /// <summary>Writes <c>recipes/Directory.Build.props</c>, the folder <c>notes</c>, and the recipes of a template; files that are there stay as they are.</summary>
    /// <param name="project">The project.</param>
    /// <param name="template">The kind of data; null for no recipe.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="StorageException">The folder cannot be written to.</exception>
    public static IReadOnlyList<string> Write(Project project, ProjectTemplate? template = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        string folder = Path.Combine(project.Directory, Folder);
        var written = new List<string>();
        WriteNew(Path.Combine(folder, PropsFile), Props(), written);
        WriteNew(Path.Combine(project.Directory, "notes", "README.md"), Notes, written);
        foreach (string name in RecipesOf(template))
        {
            WriteNew(Path.Combine(folder, name), Resource(name), written);
        }

        return written;
    }

    /// <summary>Writes the file that a folder of recipes needs, where it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="StorageException">The folder cannot be written to.</exception>
    public static bool WriteProps(string folder)
    {
        var written = new List<string>();
        WriteNew(Path.Combine(folder, PropsFile), Props(), written);
        return written.Count > 0;
    }

    internal static IReadOnlyList<string> RecipesOf(ProjectTemplate? template) => template switch
    {
        ProjectTemplate.Image => ["image.cs"],
        ProjectTemplate.Table => ["boosting.cs", "net.cs"],
        ProjectTemplate.Points => ["points.cs"],
        ProjectTemplate.Mask => ["mask.cs"],
        _ => [],
    };

    /// <summary>The text of a recipe, which is compiled into this library as a resource.</summary>
    internal static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("recipes/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Props() => Resource(PropsFile).Replace("$(HONE_VERSION)", Version(), StringComparison.Ordinal);

    private static string Version() =>
        typeof(RecipeTemplates).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.1.0";

    private static void WriteNew(string path, string text, List<string> written)
    {
        if (!File.Exists(path))
        {
            ProjectFile.WriteText(path, text);
            written.Add(path);
        }
    }

    private const string Notes =
        """
        # Notes

        One file a day, or one for an idea: what was tried, what was learned, what to stop doing. `hone runs note RUN "..."` keeps a line with its run.

        """;
}
