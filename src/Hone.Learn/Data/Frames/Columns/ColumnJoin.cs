namespace Hone.Learn.Data;

/// <summary>Puts columns of one kind below each other.</summary>
internal static class ColumnJoin
{
    public static FrameColumn Of(FrameColumn[] columns)
    {
        string name = columns[0].Name;
        return columns[0].Kind switch
        {
            ColumnKind.Number => NumberColumn.Own(name, All<NumberColumn, double>(columns, (column, row) => column[row])),
            ColumnKind.Integer => IntegerColumn.Own(name, All<IntegerColumn, long>(columns, (column, row) => column[row] ?? IntegerColumn.Missing)),
            ColumnKind.Date => new DateColumn(name, All<DateColumn, DateTime?>(columns, (column, row) => column[row])),
            ColumnKind.Bool => new BoolColumn(name, All<BoolColumn, bool?>(columns, (column, row) => column[row])),
            _ => new CategoricalColumn(name, All<CategoricalColumn, string?>(columns, (column, row) => column[row])),
        };
    }

    private static TValue[] All<TColumn, TValue>(FrameColumn[] columns, Func<TColumn, int, TValue> read)
        where TColumn : FrameColumn
    {
        var values = new TValue[columns.Sum(column => column.Count)];
        int at = 0;
        foreach (FrameColumn column in columns)
        {
            for (int row = 0; row < column.Count; row++)
            {
                values[at] = read((TColumn)column, row);
                at++;
            }
        }

        return values;
    }
}
