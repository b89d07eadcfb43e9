namespace Hone.Cli;

/// <summary>One field of a CSV file.</summary>
internal static class CsvField
{
    /// <summary>The field, quoted where it has to be (RFC 4180); empty for null.</summary>
    public static string Quote(string? field) => field is null
        ? ""
        : field.AsSpan().ContainsAny(",\"\n\r") ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : field;
}
