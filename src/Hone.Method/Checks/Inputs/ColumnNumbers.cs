using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The values of a column as numbers.</summary>
internal static class ColumnNumbers
{
    /// <summary>
    /// Numbers as they are, dates in days since 1970, truth as 0 and 1, words as their place in ordinal order (so that their numbers do not tell which
    /// row came first); NaN is missing.
    /// </summary>
    public static double[] Of(FrameColumn column)
    {
        var values = new double[column.Count];
        switch (column)
        {
            case NumberColumn number:
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = number[row];
                }

                break;
            case IntegerColumn integer:
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = integer[row] ?? double.NaN;
                }

                break;
            case DateColumn date:
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = date[row] is { } day ? (day - DateTime.UnixEpoch).TotalDays : double.NaN;
                }

                break;
            case BoolColumn truth:
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = truth[row] is { } value ? (value ? 1 : 0) : double.NaN;
                }

                break;
            case CategoricalColumn text:
                int[] places = PlacesOf(text.Levels);
                ReadOnlySpan<int> codes = text.Codes;
                for (int row = 0; row < values.Length; row++)
                {
                    values[row] = codes[row] < 0 ? double.NaN : places[codes[row]];
                }

                break;
            default:
                throw new NotSupportedException($"A column of kind {column.Kind} has no numbers.");
        }

        return values;
    }

    private static int[] PlacesOf(IReadOnlyList<string> levels)
    {
        int[] order = Enumerable.Range(0, levels.Count).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(levels[a], levels[b]));
        int[] places = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        return places;
    }
}
