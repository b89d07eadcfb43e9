namespace Hone.Method;

/// <summary>One input of a model: a picture, a text, or some columns of a table.</summary>
/// <param name="Name">A short name, such as <c>weather</c>.</param>
/// <param name="Columns">Its columns.</param>
public sealed record InputColumns(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>Reads groups of columns such as <c>weather=temp,hum;calendar=season,mnth</c>.</summary>
    /// <param name="text">Groups with <c>;</c> between, columns with <c>,</c> between.</param>
    /// <exception cref="BaselineException">A group has no name or no column, or a name or a column occurs twice.</exception>
    public static IReadOnlyList<InputColumns> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var groups = new List<InputColumns>();
        foreach (string group in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = group.Split('=', 2, StringSplitOptions.TrimEntries);
            string[] columns = parts.Length < 2 ? [] : parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length == 0 || parts[0].Length == 0)
            {
                throw Wrong($"'{group}'");
            }

            groups.Add(new InputColumns(parts[0], columns));
        }

        string? twice = groups.Select(group => group.Name).Concat(groups.SelectMany(group => group.Columns.Select(column => "column " + column)))
            .GroupBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Count() > 1)?.Key;
        return groups.Count == 0 ? throw Wrong($"'{text}'") : twice is not null ? throw Wrong($"{twice} twice") : groups;
    }

    private static BaselineException Wrong(string got) => new(
        ExitCode.Usage, "groups of columns such as \"weather=temp,hum;calendar=season,mnth\", each name and column once", got, "--inputs", "put the groups between quotes");
}
