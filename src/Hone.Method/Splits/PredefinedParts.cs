using System.Globalization;

namespace Hone.Method;

/// <summary>Reads parts that came with the data: a column of words, a column of fold numbers, folders, or lists of files.</summary>
public static class PredefinedParts
{
    private const int ShownOffenders = 3;

    private static readonly Dictionary<string, Part> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = Part.Train,
        ["training"] = Part.Train,
        ["valid"] = Part.Valid,
        ["validation"] = Part.Valid,
        ["val"] = Part.Valid,
        ["dev"] = Part.Valid,
        ["test"] = Part.Test,
        ["testing"] = Part.Test,
        ["gap"] = Part.Gap,
    };

    /// <summary>Reads a column with a word such as <c>train</c>, <c>valid</c> (or <c>val</c>, <c>dev</c>) or <c>test</c> for each item.</summary>
    /// <param name="words">The words; their case does not matter.</param>
    /// <exception cref="SplitException">A word is missing or not known; the message has the first three rows.</exception>
    public static IReadOnlyList<Part> FromWords(IReadOnlyList<string?> words)
    {
        int[] wrong = Enumerable.Range(0, words.Count).Where(row => words[row] is null || !Words.ContainsKey(words[row]!.Trim())).ToArray();
        RequireNone(wrong, words, $"one of the words {string.Join(", ", Words.Keys)} for each item", "the column with the parts", "correct the column, or choose another one");
        return words.Select(word => Words[word!.Trim()]).ToArray();
    }

    /// <summary>Reads a column of fold numbers 0, 1, 2, ...; fold 0 is the validation part.</summary>
    /// <param name="folds">The numbers as text.</param>
    /// <exception cref="SplitException">A number is missing, or no whole number from 0 on.</exception>
    public static (IReadOnlyList<Part> Parts, IReadOnlyList<int> Folds) FromFolds(IReadOnlyList<string?> folds)
    {
        int[] wrong = Enumerable.Range(0, folds.Count).Where(row => Number(folds[row]) < 0).ToArray();
        RequireNone(wrong, folds, $"a fold number from 0 to {SplitOptions.MostFolds - 1} for each item", "the column with the folds", "correct the column, or choose another one");
        int[] numbers = folds.Select(Number).ToArray();
        return (numbers.Select(fold => fold == 0 ? Part.Valid : Part.Train).ToArray(), numbers);
    }

    /// <summary>Reads the part from the folders in the path of each item, such as <c>train/daisy/1.jpg</c>; the first folder that is a word for a part counts.</summary>
    /// <param name="ids">Paths with <c>/</c>.</param>
    /// <exception cref="SplitException">A path has no such folder; the message has the first three.</exception>
    public static IReadOnlyList<Part> FromFolders(IReadOnlyList<string> ids)
    {
        string?[] words = ids.Select(id => id.Split('/')[..^1].FirstOrDefault(folder => Words.ContainsKey(folder))).ToArray();
        int[] wrong = Enumerable.Range(0, ids.Count).Where(row => words[row] is null).ToArray();
        RequireNone(wrong, ids, $"a folder named {string.Join(", ", Words.Keys)} in each path", "the folders of the items", "name the folders so, or split another way");
        return words.Select(word => Words[word!]).ToArray();
    }

    /// <summary>Reads lists of ids, such as <c>valid.txt</c> of a dataset; all items that are in no list are for training.</summary>
    /// <param name="ids">The ids of the items.</param>
    /// <param name="valid">The ids of the validation part.</param>
    /// <param name="test">The ids of the test part; null when there is none.</param>
    /// <exception cref="SplitException">A list names an id that no item has, or both lists name an item.</exception>
    public static IReadOnlyList<Part> FromLists(IReadOnlyList<string> ids, IReadOnlyList<string> valid, IReadOnlyList<string>? test = null)
    {
        var parts = new Part[ids.Count];
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < ids.Count; i++)
        {
            positions[ids[i]] = i;
        }

        Mark(valid, Part.Valid);
        Mark(test ?? [], Part.Test);
        return parts;

        void Mark(IReadOnlyList<string> list, Part part)
        {
            int[] unknown = Enumerable.Range(0, list.Count).Where(row => !positions.ContainsKey(list[row])).ToArray();
            RequireNone(unknown, list, $"ids of the {ids.Count} items", $"the list of the {SplitFingerprint.WordOf(part)} part", "write ids as the items have them, such as the path below the data folder");
            int[] twice = Enumerable.Range(0, list.Count).Where(row => parts[positions[list[row]]] is not Part.Train).ToArray();
            RequireNone(twice, list, "lists that share no item", $"the list of the {SplitFingerprint.WordOf(part)} part", "leave each id in one list");
            foreach (string id in list)
            {
                parts[positions[id]] = part;
            }
        }
    }

    /// <summary>The word of <c>split.csv</c> for a word that people use, such as valid for val; null when it names no part.</summary>
    internal static string? WordOf(string word) => Words.TryGetValue(word.Trim(), out Part part) ? SplitFingerprint.WordOf(part) : null;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int fold) && fold < SplitOptions.MostFolds ? fold : -1;

    private static void RequireNone(int[] wrong, IReadOnlyList<string?> values, string expected, string where, string advice)
    {
        if (wrong.Length > 0)
        {
            string shown = string.Join(", ", wrong.Take(ShownOffenders).Select(row => $"row {row}: {(values[row] is null ? "nothing" : $"'{values[row]}'")}"));
            throw new SplitException(ExitCode.BadInput, expected, $"{wrong.Length} of {values.Count} that are not: {shown}", where, advice);
        }
    }
}
