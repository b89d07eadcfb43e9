using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The masks that a model gives to the test items: the content of <c>preds/test-masks.bin</c>; to the validation items: <c>preds/valid-masks.bin</c>.</summary>
/// <remarks>A mask has the size of its picture as it lies in <c>data/raw</c>, one channel, and the byte of a pixel is its class. Masks are kept deflated.</remarks>
public sealed class MaskPredictions
{
    private readonly PackedMasks _masks;

    /// <summary>Packs masks.</summary>
    /// <param name="ids">The id of each item, each once.</param>
    /// <param name="maskOf">The mask of an item by its position in <paramref name="ids"/>; called once for each, in order.</param>
    /// <exception cref="RunException">There is no id, or one occurs twice.</exception>
    public MaskPredictions(IReadOnlyList<string> ids, Func<int, ImageData> maskOf)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(maskOf);
        int distinct = ids.Distinct(StringComparer.Ordinal).Count();
        if (ids.Count == 0 || distinct != ids.Count)
        {
            throw new RunException(
                ExitCode.BadInput, "the id of each mask, each once, at least one", $"{ids.Count} ids, {distinct} of them different", "predicted masks", "predict each test item once");
        }

        _masks = PackedMasks.Of(ids, maskOf);
    }

    private MaskPredictions(PackedMasks masks) => _masks = masks;

    /// <summary>The ids of the items, in ordinal order.</summary>
    public IReadOnlyCollection<string> Ids => _masks.Ids;

    /// <summary>The mask of an item: one channel, the class of each pixel.</summary>
    /// <param name="id">The id of the item.</param>
    /// <exception cref="KeyNotFoundException">There is no such item.</exception>
    public ImageData MaskOf(string id)
    {
        (int width, int height) = _masks.SizeOf(id);
        return new ImageData(width, height, 1, _masks.CodesOf(id));
    }

    /// <summary>Reads the masks that a run gave to the items of a part.</summary>
    /// <param name="run">The run.</param>
    /// <param name="part">The test or the validation part.</param>
    /// <exception cref="StorageException">The file is missing or damaged.</exception>
    public static MaskPredictions Of(StoredRun run, Part part = Part.Test)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new MaskPredictions(PackedMasks.Read(PathIn(run.Directory, part), $"predicted masks of the {WordOf(part)} items", $"predict the {WordOf(part)} items again"));
    }

    /// <summary>Keeps them as what a run says about the items of a part.</summary>
    /// <param name="run">The run that is being written.</param>
    /// <param name="part">The test or the validation part.</param>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public void Save(RunWriter run, Part part = Part.Test)
    {
        ArgumentNullException.ThrowIfNull(run);
        _masks.Write(PathIn(run.Directory, part));
    }

    internal PackedMasks Packed => _masks;

    internal static string PathIn(string runDirectory, Part part = Part.Test)
    {
        var files = new RunFiles(runDirectory);
        return part == Part.Valid ? files.ValidMasks : files.TestMasks;
    }

    private static string WordOf(Part part) => part == Part.Valid ? "validation" : "test";
}
