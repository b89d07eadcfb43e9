namespace Hone.Cli;

/// <summary>A cell of a table: plain text and its style, such as <c>dim</c>.</summary>
internal readonly record struct TableCell(string Text, string Style = "")
{
    public static implicit operator TableCell(string text) => new(text);
}
