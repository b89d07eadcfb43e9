using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Which gray level of a mask is which class: nets number classes from 0 without gaps, files need not.</summary>
internal sealed class MaskLevels
{
    private const int AllLevels = 256;

    private readonly byte[] _levelOf;
    private readonly byte[] _codeOf = new byte[AllLevels];
    private readonly bool[] _isKnown = new bool[AllLevels];

    private MaskLevels(byte[] levels, IReadOnlyList<string> names, int? ignored)
    {
        _levelOf = levels;
        ClassNames = names;
        Ignored = ignored;
        for (int code = 0; code < levels.Length; code++)
        {
            _codeOf[levels[code]] = (byte)code;
            _isKnown[levels[code]] = true;
        }
    }

    /// <summary>The names of the classes by code.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The gray level that is not judged; null for none.</summary>
    public int? Ignored { get; }

    /// <summary>The code of pixels that are not judged; null for none. One that no class has.</summary>
    public int? IgnoredCode => Ignored is null ? null : _levelOf.Length;

    /// <summary>Numbers the levels that occur.</summary>
    /// <exception cref="RecipeException">There are more or fewer names than levels, the ignored level is no level, or one class is all there is.</exception>
    public static MaskLevels Of(IReadOnlySet<byte> occurring, MaskOptions options)
    {
        if (options.IgnoredLevel is < 0 or >= AllLevels)
        {
            throw Wrong("a gray level from 0 to 255 that is not judged", $"{options.IgnoredLevel}", "name the level that the files have");
        }

        byte[] levels = [.. occurring.Where(level => level != options.IgnoredLevel).Order()];
        if (options.ClassNames is { } names)
        {
            bool asTheyAre = levels.Length == 0 || levels[^1] < names.Count;
            if (!asTheyAre && names.Count != levels.Length)
            {
                throw Wrong($"a name for each of the {levels.Length} levels of the masks: {Listed(levels)}", $"{names.Count} names: {string.Join(", ", names.Take(5))}", "name the classes in the order of their levels");
            }

            return new MaskLevels(asTheyAre ? [.. Enumerable.Range(0, names.Count).Select(code => (byte)code)] : levels, names, options.IgnoredLevel);
        }

        return levels.Length > 1
            ? new MaskLevels(levels, [.. levels.Select(level => Numbers.Plain(level))], options.IgnoredLevel)
            : throw Wrong("masks with two classes or more", $"the same level in every pixel: {Listed(levels)}", "look at the masks: hone data show");
    }

    /// <summary>Levels as classes.</summary>
    public ImageData Codes(ImageData mask, string id) => Mapped(mask, level =>
    {
        if (level == Ignored)
        {
            return (byte)IgnoredCode!.Value;
        }

        return _isKnown[level]
            ? _codeOf[level]
            : throw new RecipeException(
                ExitCode.BadInput, $"the levels {Listed(_levelOf)}, as the masks had them", $"level {level}", $"the mask of '{id}'", "the file has changed: hone data verify");
    });

    /// <summary>Classes as levels, as the files have them.</summary>
    public ImageData Levels(ImageData codes) => Mapped(codes, code => _levelOf[code]);

    private static ImageData Mapped(ImageData image, Func<byte, byte> change)
    {
        var table = new byte?[AllLevels];
        var mapped = new byte[image.Pixels.Length];
        for (int pixel = 0; pixel < mapped.Length; pixel++)
        {
            byte value = image.Pixels[pixel];
            mapped[pixel] = table[value] ??= change(value);
        }

        return new ImageData(image.Width, image.Height, 1, mapped);
    }

    private static string Listed(byte[] levels) => string.Join(", ", levels.Take(12)) + (levels.Length > 12 ? ", ..." : "");

    private static RecipeException Wrong(string expected, string got, string remedy) => new(ExitCode.BadInput, expected, got, "recipe.Masks", remedy);
}
