using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;

namespace Hone.Cli;

/// <summary>One set of pretrained weights of <c>hone models --json</c>.</summary>
/// <param name="Name">The name in the catalog.</param>
/// <param name="Title">What it is.</param>
/// <param name="Home">Where it comes from.</param>
/// <param name="Package">The package that carries the files.</param>
/// <param name="License">Its license.</param>
/// <param name="Citation">Whom to cite.</param>
/// <param name="Preprocessing">Order, range and size of the pixels.</param>
/// <param name="Training">What the weights were trained for.</param>
/// <param name="IsHere">Whether all files are on this machine with the content of the catalog.</param>
/// <param name="Folder">Where they are: a folder, or the assembly that they are part of; null when they are missing.</param>
/// <param name="Problem">What is wrong with files that are there; null when nothing is.</param>
/// <param name="HowToGet">How to get them.</param>
/// <param name="Files">Length and hash of each file.</param>
internal sealed record ModelJson(
    string Name,
    string Title,
    string Home,
    string Package,
    string License,
    string Citation,
    string Preprocessing,
    string Training,
    bool IsHere,
    string? Folder,
    string? Problem,
    string HowToGet,
    IReadOnlyList<ModelFileJson> Files)
{
    private const string InAssembly = "Hone.Learn";

    /// <summary>A net of the zoo, which is here because it is part of Hone; its content is compared with its hash.</summary>
    public static ModelJson Of(ZooModel model)
    {
        string? problem = null;
        try
        {
            Zoo.Read(model);
        }
        catch (HoneDataException error)
        {
            problem = $"{error.Where}: {error.Got}";
        }

        return new ModelJson(
            model.Name,
            model.Title,
            model.Home,
            InAssembly,
            model.License,
            model.Citation,
            model.Preprocessing,
            model.Training,
            problem is null,
            problem is null ? $"part of {InAssembly}" : null,
            problem,
            "nothing to do: it is part of Hone",
            [new ModelFileJson(model.File.Name, model.File.ContentLength, model.File.ContentSha256)]);
    }

    /// <summary>Looks for the files, without network, and compares their content.</summary>
    public static ModelJson Of(PretrainedInfo info, DatasetLocatorOptions places)
    {
        string? folder = null;
        string? problem = null;
        try
        {
            folder = DatasetLocator.Locate(info.Files, places).Folder;
            PretrainedLocator.Locate(info, places);
        }
        catch (HoneDataException error)
        {
            problem = folder is null ? null : $"{error.Where}: {error.Got}";
        }

        DatasetInfo files = info.Files;
        return new ModelJson(
            files.Name,
            files.Title,
            files.Home.ToString(),
            info.Package,
            files.License,
            files.Citation,
            info.Preprocessing,
            info.Training,
            folder is not null && problem is null,
            folder,
            problem,
            files.HowToGet,
            [.. files.Files.Select(file => new ModelFileJson(file.Name, file.ContentLength, file.ContentSha256))]);
    }
}
