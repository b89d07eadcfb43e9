using System.Text;

namespace Hone.Method;

/// <summary>The small part of CSV (RFC 4180) that the files of a project need: one row a line, fields quoted only where they must be.</summary>
internal static class CsvRows
{
    public static void Append(StringBuilder text, ReadOnlySpan<string> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            text.Append(Quote(fields[i]));
        }

        text.Append('\n');
    }

    /// <summary>Returns the field itself, or quoted when it holds a comma or a quote.</summary>
    public static string Quote(string field) =>
        field.AsSpan().ContainsAny(',', '"') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    /// <summary>The beginning of a row, to be shown on one line of a screen.</summary>
    public static string Brief(IReadOnlyList<string> fields)
    {
        const int Most = 60;
        string row = string.Join(',', fields);
        return row.Length <= Most ? row : row[..Most] + "...";
    }

    /// <summary>Returns the fields of one line; null when a quote is not closed or stands in the wrong place.</summary>
    public static List<string>? Parse(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        int i = 0;
        while (true)
        {
            field.Clear();
            if (i < line.Length && line[i] == '"')
            {
                i = ReadQuoted(line, i + 1, field);
                if (i < 0)
                {
                    return null;
                }
            }
            else
            {
                int end = line.IndexOf(',', i);
                end = end < 0 ? line.Length : end;
                field.Append(line, i, end - i);
                i = end;
            }

            fields.Add(field.ToString());
            if (i == line.Length)
            {
                return fields;
            }

            if (line[i] != ',')
            {
                return null;
            }

            i++;
        }
    }

    /// <summary>Reads up to the closing quote; returns the position after it, or -1.</summary>
    private static int ReadQuoted(string line, int start, StringBuilder field)
    {
        int i = start;
        while (i < line.Length)
        {
            if (line[i] != '"')
            {
                field.Append(line[i]);
                i++;
            }
            else if (i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i += 2;
            }
            else
            {
                return i + 1;
            }
        }

        return -1;
    }
}
