using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Loaders for segmentation in one call; fastai's <c>SegmentationDataLoaders</c>.</summary>
public static class SegmentationDataLoaders
{
    /// <summary>Images and a function of their paths that gives the path of the mask.</summary>
    /// <param name="paths">The images, such as <see cref="FolderFiles.GetImageFiles"/> finds them.</param>
    /// <param name="maskPath">The mask of an image: a file with one channel, whose gray levels are the codes.</param>
    /// <param name="codes">The classes by code.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <param name="ignoredCode">A code that is neither learned from nor judged; null for none.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">A file or code is unusable; the message names it.</exception>
    public static DataLoaders FromLabelFunc(IReadOnlyList<string> paths, Func<string, string> maskPath, IReadOnlyList<string> codes, ImageLoadersOptions? options = null, int? ignoredCode = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(maskPath);
        options?.RequireNoVocab("the classes of masks are their codes, in the order of codes", nameof(SegmentationDataLoaders));
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image, (options ?? new ImageLoadersOptions()).Mode),
            Target = new MaskBlock<string>(path => ImageFile.Read(maskPath(path)).Image, codes, ignoredCode),
        };
        string ignored = ignoredCode is null ? string.Empty : ", ignoredCode";
        string called = options is null && ignoredCode is not null ? ", null" : ImageDataLoaders.Also(options, "options");
        var text = new BlockText(
            $"SegmentationDataLoaders.FromLabelFunc(paths, maskPath, codes{called}{ignored})",
            "string",
            "path => path.Replace('\\\\', '/')",
            "path => ImageFile.Read(path).Image",
            $"new MaskBlock<string>(path => ImageFile.Read(maskPath(path)).Image, codes{ignored})",
            "paths");
        return ImageDataLoaders.Make(block, paths, null, options, text);
    }
}
