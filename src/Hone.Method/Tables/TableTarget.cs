using System.Globalization;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Looks at the column to predict: whether it holds classes or numbers, and whether it can be learned at all.</summary>
internal static class TableTarget
{
    /// <summary>A column of words of which this share are numbers was meant to be one of numbers.</summary>
    private const double MostlyNumbers = 0.9;

    private const int ShownLength = 40;

    /// <summary>The rows that have a target, and what is predicted.</summary>
    /// <exception cref="HoneDataException">There is no such column, it is constant, or it does not hold what was asked for.</exception>
    public static (Frame Table, TableTask Task) Check(Frame table, TableTrainingOptions options, ProcReport notes)
    {
        FrameColumn target = table[options.Target];
        TableTask task = Judge(target, options.Task);
        string name = target.Name;
        if (target.MissingCount == target.Count)
        {
            throw new HoneDataException("Rows with a target.", $"none in all {target.Count} rows", $"column {name}", "check the column and how missing values are written");
        }

        notes.Add(new ProcNote(name, "without a target, which teaches nothing; left out", target.MissingCount));
        Frame known = target.MissingCount == 0 ? table : table.Filter(row => !row.IsMissing(name));
        if (task == TableTask.Numbers)
        {
            Frame finite = known.Filter(row => double.IsFinite(row.Number(name)));
            notes.Add(new ProcNote(name, "with an infinite target; left out", known.RowCount - finite.RowCount));
            known = finite;
        }

        RequireDifferent(known, name);
        TableSplitting.RequireRows(known);
        if (task == TableTask.Classes)
        {
            RequireRepeated(known, name);
        }

        return (known, task);
    }

    private static TableTask Judge(FrameColumn target, TableTask asked)
    {
        if (target.Kind == ColumnKind.Date)
        {
            throw new HoneDataException("A target of classes or numbers.", $"{target.Name} of kind Date", $"column {target.Name}", "predict a number, such as the days until then");
        }

        bool isText = target.Kind == ColumnKind.Text;
        if (isText && asked != TableTask.Classes)
        {
            RefuseBrokenNumbers(target, asked);
        }

        if (asked != TableTask.Inferred)
        {
            return asked;
        }

        bool isTwo = target.Kind == ColumnKind.Integer && Levels(target) == 2;
        return isText || target.Kind == ColumnKind.Bool || isTwo ? TableTask.Classes : TableTask.Numbers;
    }

    /// <summary>One stray word makes words of a whole column: then the word is the fault, and not the wish for numbers.</summary>
    private static void RefuseBrokenNumbers(FrameColumn target, TableTask asked)
    {
        int words = 0;
        int first = -1;
        int known = 0;
        for (int row = 0; row < target.Count; row++)
        {
            if (target.TextAt(row) is { } text)
            {
                known++;
                bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
                words += isNumber ? 0 : 1;
                first = isNumber || first >= 0 ? first : row;
            }
        }

        bool isMostlyNumbers = known > 0 && known - words >= MostlyNumbers * known;
        if (asked == TableTask.Numbers || (isMostlyNumbers && words > 0))
        {
            throw new HoneDataException(
                "A target of numbers.",
                $"no number in {words} of {known} rows, the first is \"{Short(target.TextAt(Math.Max(first, 0)))}\" in row {first + 1}",
                $"column {target.Name}",
                isMostlyNumbers ? "repair these values or leave them empty; --task classes takes every value for a class" : "name a column of numbers, or predict classes: --task classes");
        }
    }

    private static void RequireDifferent(Frame table, string name)
    {
        FrameColumn target = table[name];
        if (table.RowCount == 0 || Enumerable.Range(1, table.RowCount - 1).All(row => target.TextAt(row) == target.TextAt(0)))
        {
            string got = table.RowCount == 0 ? "no row with a finite one" : $"\"{Short(target.TextAt(0))}\" in all {table.RowCount} rows";
            throw new HoneDataException("A target with different values.", got, $"column {name}", "check the column: there is nothing to learn");
        }
    }

    private static void RequireRepeated(Frame table, string name)
    {
        int levels = Levels(table[name]);
        if (2 * levels > table.RowCount)
        {
            throw new HoneDataException("Classes that have several rows each.", $"{levels} different values in {table.RowCount} rows, such as \"{Short(table[name].TextAt(0))}\"", $"column {name}", "name another column; numbers are predicted with --task numbers");
        }
    }

    /// <summary>Different values, the missing one not counted.</summary>
    public static int Levels(FrameColumn column) => new Frame(column).GroupBy(column.Name).Count - (column.MissingCount > 0 ? 1 : 0);

    private static string? Short(string? text) => text?.Length > ShownLength ? text[..ShownLength] + "..." : text;
}
