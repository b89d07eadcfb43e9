using System.Globalization;

namespace Hone.Learn;

/// <summary>The classes of a target by index, and the way back from a label to its index.</summary>
internal sealed class Vocabulary
{
    /// <summary>The class of items without one, as fastai calls it.</summary>
    public const string NoCategory = "#na#";

    private const int NamedClasses = 10;

    private readonly Dictionary<string, int> _indices;

    private Vocabulary(IReadOnlyList<string> names, Dictionary<string, int> indices)
    {
        Names = names;
        _indices = indices;
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The different labels in ordinal order, or in the order in which they first appear.</summary>
    public static string[] Found(IEnumerable<string> labels, bool sort) => sort ? [.. new SortedSet<string>(labels, StringComparer.Ordinal)] : [.. labels.Distinct(StringComparer.Ordinal)];

    /// <summary>What is expected of a label where the classes are given.</summary>
    public static string Expected(IReadOnlyList<string> names) =>
        $"A label is one of the {names.Count} classes {string.Join(", ", names.Take(NamedClasses))}{(names.Count > NamedClasses ? ", ..." : string.Empty)}.";

    /// <summary>Numbers the names; the same name twice is an error.</summary>
    public static Vocabulary Of(IReadOnlyList<string> names, string block)
    {
        var indices = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (!indices.TryAdd(names[i], i))
            {
                throw new HoneDataException("Classes have different names.", $"\"{names[i]}\" at {indices[names[i]]} and at {i}", $"{block} vocabulary", "rename one of them");
            }
        }

        return new Vocabulary(names, indices);
    }

    public bool Contains(string label) => _indices.ContainsKey(label);

    /// <summary>The index of a label; an unknown one is an error that names the item.</summary>
    public int IndexOf(string label, string id, string stage)
    {
        if (_indices.TryGetValue(label, out int code))
        {
            return code;
        }

        throw new HoneDataException(
            Expected(Names),
            $"\"{label}\"",
            $"item {id}, stage {stage}",
            AreNumbers(label)
                ? "if the labels are numbers to predict, use a RegressionBlock, or for a table TableLabelsOptions.Kind = LabelKind.Regression; if they are classes, give them all to the vocabulary"
                : "correct the label, give the class to the vocabulary, or use a split in which every class occurs in the training part");
    }

    private bool AreNumbers(string label) => Names.Append(label).All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
}
