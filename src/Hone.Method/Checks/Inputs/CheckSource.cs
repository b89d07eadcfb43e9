using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Finds out what lies at a path (a table, a folder of images or texts by label, a project) and reads it for the checks.</summary>
public static class CheckSource
{
    private const string SampleOfTypes = "a table (.csv, .csv.gz, .json, .jsonl), a folder with one folder of images or .txt files for each label, or a project";

    /// <summary>Reads what lies at a path.</summary>
    /// <param name="path">A table, a folder of images or texts in folders named after their labels (below train, valid and test or not), or a project.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ProjectException">There is nothing, or nothing that can be checked; or the project holds no data that belongs to its split.</exception>
    /// <exception cref="HoneDataException">A file is malformed, or a named column does not exist.</exception>
    /// <exception cref="SplitException">The parts are not train, valid and test, or a split is asked for that is not there.</exception>
    public static CheckedData Open(string path, CheckSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CheckSourceOptions();
        if (File.Exists(path))
        {
            return CheckedTable.Of(ReadTable(path, cancellationToken), options.Table);
        }

        if (!Directory.Exists(path))
        {
            throw new ProjectException(ExitCode.BadInput, SampleOfTypes, "no such file or folder", path, "check the path");
        }

        return File.Exists(Path.Combine(path, Project.CharterFile))
            ? ProjectCheckSource.Open(Project.Open(path), options, cancellationToken)
            : OpenFolder(path, null, options.Table.Settings, cancellationToken);
    }

    internal static Frame ReadTable(string path, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(path).ToLowerInvariant();
        name = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
        return Path.GetExtension(name) switch
        {
            ".csv" or ".tsv" => Frame.ReadCsv(path, null, cancellationToken),
            ".json" or ".jsonl" => Frame.ReadJson(path, null, cancellationToken),
            string other => throw new ProjectException(ExitCode.BadInput, SampleOfTypes, $"a file with the extension '{other}'", path, "name a table, or the folder that the file is in"),
        };
    }

    internal static CheckedData OpenFolder(string path, Func<string, Part?>? partOf, CheckSettings settings, CancellationToken cancellationToken)
    {
        int images = FolderFiles.GetImageFiles(path).Count;
        int texts = FolderFiles.GetTextFiles(path).Count;
        if (images == 0 && texts == 0)
        {
            throw new ProjectException(ExitCode.BadInput, SampleOfTypes, "a folder with 0 image files and 0 text files", path, "name the folder above the folders of the labels");
        }

        return images >= texts
            ? CheckedImages.FromFolder(path, partOf, settings, cancellationToken)
            : CheckedTexts.FromFolder(path, partOf, settings, cancellationToken);
    }
}
