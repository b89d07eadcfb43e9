using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

public sealed partial class Recipe
{
    private MaskLevels? _levels;

    /// <summary>Whether the project predicts a class for each pixel.</summary>
    internal bool IsOfMasks => Items.MaskPaths is not null;

    /// <summary>A gray level of the masks that is not judged: what the recipe said, or its own block of masks.</summary>
    internal int? IgnoredLevel => _levels is not null ? _levels.Ignored : Learner?.Data.Valid.Dataset.Target?.IgnoredIndex;

    /// <summary>Loaders over the images of the project and their masks: a class for each gray level that occurs in them.</summary>
    /// <remarks>
    /// Predicted masks are kept with the levels that the files have. A <see cref="MaskBlock{TItem}"/> of one's own, given to <see cref="Loaders"/>, has to number classes as the files do.
    /// </remarks>
    /// <param name="options">Transforms and sizes; its splitter is not used.</param>
    /// <param name="masks">Names of the classes, and a level that is not judged; null for the levels as names.</param>
    /// <exception cref="RecipeException">The project has no masks, or names and levels do not fit together.</exception>
    /// <exception cref="HoneDataException">An image or a mask is unusable; the message names it.</exception>
    public DataLoaders Masks(ImageLoadersOptions? options = null, MaskOptions? masks = null)
    {
        options ??= new ImageLoadersOptions();
        RequireMasks("Recipe.Masks");
        IReadOnlyList<string> paths = Items.Paths!;
        MaskLevels levels = MaskLevels.Of(OccurringLevels(), masks ?? new MaskOptions());
        _levels = levels;
        return Loaders(
            new DataBlock<int>
            {
                Input = new ImageBlock<int>(position => ImageFile.Read(paths[position]).Image, options.Mode),
                Target = new MaskBlock<int>(position => levels.Codes(MaskOf(position), Items.Ids[position]), levels.ClassNames, levels.IgnoredCode),
                ItemTransforms = options.ItemTransforms,
                BatchTransforms = options.BatchTransforms,
            },
            options.Loader);
    }

    /// <summary>The mask of an item as its file has it: one channel, the gray level of each pixel.</summary>
    /// <param name="position">The position of the item in <see cref="Items"/>, one of <see cref="Train"/> or <see cref="Valid"/>.</param>
    /// <exception cref="RecipeException">The project has no masks, the item belongs to the test part, or its mask has colors.</exception>
    /// <exception cref="HoneException">The file cannot be read; the message names it.</exception>
    public ImageData MaskOf(int position)
    {
        RequireMasks("Recipe.MaskOf");
        string path = Items.MaskPaths![position] ?? throw new RecipeException(
            ExitCode.Refused, "an item to learn from or to decide on", $"'{Items.Ids[position]}', whose mask is that of a test item", "Recipe.MaskOf", "hone test opens the vault, once");
        ImageData mask = ImageFile.Read(path).Image;
        return mask.Channels == 1 ? mask : new ImageData(mask.Width, mask.Height, 1, GrayOf(mask, path));
    }

    /// <summary>The answer of a recipe for masks that is no net over <see cref="Loaders"/>: a function from a position to a mask. Such a model has no file for <c>hone predict</c>.</summary>
    /// <param name="maskOf">Takes a position in <see cref="Items"/>; returns the gray level of each pixel, one channel, at the size of the picture.</param>
    /// <exception cref="RecipeException">The project has no masks.</exception>
    public RecipeModel PredictsMasks(Func<int, ImageData> maskOf)
    {
        ArgumentNullException.ThrowIfNull(maskOf);
        RequireMasks("Recipe.PredictsMasks");
        Begin(null);
        return new MaskFunctionModel(maskOf);
    }

    /// <summary>A predicted mask with the levels of the files.</summary>
    internal ImageData AsLevels(ImageData codes) => _levels?.Levels(codes) ?? codes;

    /// <summary>The metric of the pixels of each of some items: what the vault measures too.</summary>
    /// <exception cref="RecipeException">A mask has another size than that of the item, or classes that the model cannot name.</exception>
    internal RunPredictions ScoresOf(IReadOnlyList<int> positions, MaskPredictions said)
    {
        var scores = new float[positions.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            CancellationToken.ThrowIfCancellationRequested();
            string id = Items.Ids[positions[i]];
            ImageData truth = MaskOf(positions[i]);
            ImageData mask = said.MaskOf(id);
            if ((truth.Width, truth.Height) != (mask.Width, mask.Height))
            {
                throw new RecipeException(
                    ExitCode.BadInput, $"a mask of {truth.Width}x{truth.Height} pixels, as its file", $"{mask.Width}x{mask.Height}", $"item '{id}'", "read pictures as they are, and change their size by an item transform such as Resize");
            }

            RequireKnownLevels(truth, id);
            scores[i] = (float)MaskScore.Of(truth.Pixels, mask.Pixels, Project.Charter.Metric, IgnoredLevel);
        }

        return new RunPredictions([.. positions.Select(position => Items.Ids[position])], [.. Enumerable.Repeat(1.0, positions.Count)], scores);
    }

    // A block of one's own numbers its classes itself; files with other numbers would score near nothing, and nobody would know why.
    private void RequireKnownLevels(ImageData truth, string id)
    {
        int classes = Learner?.Data.Vocab.Count ?? 0;
        if (_levels is not null || classes == 0)
        {
            return;
        }

        int most = truth.Pixels.Where(level => level != IgnoredLevel).DefaultIfEmpty().Max();
        if (most >= classes)
        {
            throw new RecipeException(
                ExitCode.BadInput, $"masks with the {classes} classes of the model, levels 0 to {classes - 1}", $"level {most}", $"the mask of '{id}'", "make the loaders with recipe.Masks, which numbers the levels");
        }
    }

    private HashSet<byte> OccurringLevels()
    {
        var levels = new HashSet<byte>();
        for (int position = 0; position < Items.Ids.Count; position++)
        {
            CancellationToken.ThrowIfCancellationRequested();
            if (Items.MaskPaths![position] is not null)
            {
                levels.UnionWith(MaskOf(position).Pixels);
            }
        }

        return levels;
    }

    private void RequireMasks(string where)
    {
        if (!IsOfMasks)
        {
            throw new RecipeException(ExitCode.Usage, "images with masks", $"data of kind {Items.Kind}", where, "recipe.Images is for images with one label each");
        }
    }

    private static byte[] GrayOf(ImageData mask, string path)
    {
        var gray = new byte[mask.Width * mask.Height];
        for (int pixel = 0; pixel < gray.Length; pixel++)
        {
            ReadOnlySpan<byte> color = mask.Pixels.AsSpan(pixel * mask.Channels, mask.Channels);
            gray[pixel] = color[0];
            if (mask.Channels >= 3 && (color[1] != color[0] || color[2] != color[0]))
            {
                throw new RecipeException(
                    ExitCode.BadInput,
                    "a mask of gray levels: the class of each pixel",
                    $"the color ({color[0]}, {color[1]}, {color[2]}) at x {pixel % mask.Width}, y {pixel / mask.Width}",
                    path,
                    "write each color as a number, before hone data add");
            }
        }

        return gray;
    }
}
