using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The target of each item: a class or a number, or unknown as in a sealed test part.</summary>
internal sealed class CheckTarget
{
    private const int MostWholeNumberClasses = 20;
    private const int Unknown = -1;

    private CheckTarget(string name, IReadOnlyList<string> classes, int[] codes, double[] numbers)
    {
        Name = name;
        Classes = classes;
        Codes = codes;
        Numbers = numbers;
    }

    public string Name { get; }

    public bool IsClasses => Numbers.Length == 0;

    /// <summary>The names of the classes in ordinal order; empty for numbers.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The class of each item, -1 where it is unknown; empty for numbers.</summary>
    public int[] Codes { get; }

    /// <summary>The number of each item, NaN where it is unknown; empty for classes.</summary>
    public double[] Numbers { get; }

    public static CheckTarget OfClasses(string name, IReadOnlyList<string?> labels)
    {
        string[] classes = labels.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < classes.Length; i++)
        {
            numbers[classes[i]] = i;
        }

        int[] codes = labels.Select(label => label is null ? Unknown : numbers[label]).ToArray();
        return new CheckTarget(name, classes, codes, []);
    }

    public static CheckTarget OfCodes(string name, IReadOnlyList<string> classes, int[] codes) => new(name, classes, codes, []);

    public static CheckTarget OfNumbers(string name, double[] numbers) => new(name, [], [], numbers);

    public static CheckTarget OfColumn(FrameColumn column, CheckedTargetKind kind)
    {
        bool isClasses = kind switch
        {
            CheckedTargetKind.Classes => true,
            CheckedTargetKind.Number => false,
            _ => column.Kind is ColumnKind.Text or ColumnKind.Bool || (column is IntegerColumn whole && HasFewValues(whole)),
        };
        if (isClasses)
        {
            return OfClasses(column.Name, Enumerable.Range(0, column.Count).Select(column.TextAt).ToArray());
        }

        if (column.Kind == ColumnKind.Text)
        {
            throw new HoneDataException("A target that is a number holds numbers.", $"text, such as \"{((CategoricalColumn)column).Levels[0]}\"", $"column {column.Name}", "check it as classes, or correct the column");
        }

        return OfNumbers(column.Name, ColumnNumbers.Of(column));
    }

    /// <summary>The same target, unknown for test items where they are sealed.</summary>
    public CheckTarget For(PartIndex? parts, CheckSettings settings)
    {
        if (!settings.HidesTestTargets || parts is null)
        {
            return this;
        }

        int[] codes = Codes.Select((code, item) => parts.Parts[item] == Part.Test ? Unknown : code).ToArray();
        double[] numbers = Numbers.Select((number, item) => parts.Parts[item] == Part.Test ? double.NaN : number).ToArray();
        return new CheckTarget(Name, Classes, codes, numbers);
    }

    public bool IsKnown(int item) => IsClasses ? Codes[item] != Unknown : !double.IsNaN(Numbers[item]);

    /// <summary>A number that is equal for equal targets; null where the target is unknown.</summary>
    public long? KeyOf(int item)
    {
        if (!IsKnown(item))
        {
            return null;
        }

        return IsClasses ? Codes[item] : BitConverter.DoubleToInt64Bits(Numbers[item] + 0.0);
    }

    public string TextOf(int item) => !IsKnown(item) ? "unknown" : IsClasses ? Classes[Codes[item]] : Method.Numbers.Plain(Numbers[item]);

    /// <summary>Those of some items whose target is known.</summary>
    public int[] Known(IEnumerable<int> items) => items.Where(IsKnown).ToArray();

    private static bool HasFewValues(IntegerColumn column)
    {
        var values = new HashSet<long>();
        for (int row = 0; row < column.Count && values.Count <= MostWholeNumberClasses; row++)
        {
            if (column[row] is { } value)
            {
                values.Add(value);
            }
        }

        return values.Count <= MostWholeNumberClasses;
    }
}
