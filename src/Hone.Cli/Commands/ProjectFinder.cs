using Hone.Method;

namespace Hone.Cli;

/// <summary>Finds the project that a command is about.</summary>
internal static class ProjectFinder
{
    /// <summary>Opens the named project, or the one around the current folder.</summary>
    /// <param name="host">The current folder.</param>
    /// <param name="directory">The folder of <c>--dir</c>; null when there is none.</param>
    /// <param name="where">The command.</param>
    /// <exception cref="ProjectException">The named folder holds no project.</exception>
    /// <exception cref="UsageException">No folder was named, and none holds a project from here upwards.</exception>
    public static Project Open(CliHost host, string? directory, string where)
    {
        if (directory is not null)
        {
            return Project.Open(Path.Combine(host.WorkingDirectory, directory));
        }

        if (Project.Find(host.WorkingDirectory) is string found)
        {
            return Project.Open(found);
        }

        string? below = ProjectBelow(host.WorkingDirectory);
        throw new UsageException(
            "a project here or in a folder above",
            below is null ? $"no {Project.CharterFile}" : $"no {Project.CharterFile}; there is a project in the folder '{below}'",
            host.WorkingDirectory,
            below is null ? "make one with 'hone start', or name its folder with --dir" : $"{where} --dir {CommandLines.Quoted(below)}");
    }

    /// <summary>The project that <c>hone start</c> makes here comes first, then any other.</summary>
    private static string? ProjectBelow(string folder)
    {
        string usual = new StartOptions().Directory;
        IEnumerable<string> others = new DirectoryInfo(folder)
            .EnumerateDirectories("*", new EnumerationOptions { IgnoreInaccessible = true })
            .Select(child => child.Name)
            .Order(StringComparer.Ordinal);
        return others.Prepend(usual).FirstOrDefault(name => File.Exists(Path.Combine(folder, name, Project.CharterFile)));
    }
}
