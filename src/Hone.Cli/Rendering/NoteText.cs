using Hone.Learn;

namespace Hone.Cli;

/// <summary>What the preparation of a table met, in words.</summary>
internal static class NoteText
{
    private const int MostCharacters = 40;

    public static string Of(ProcNote note)
    {
        string? example = note.Example?.Length > MostCharacters ? note.Example[..MostCharacters] + "..." : note.Example;
        string rows = note.Count == 1 ? "1 row" : $"{Figures.Count(note.Count)} rows";
        return $"{note.Column}: {note.What} ({rows}{(example is null ? "" : $", such as \"{example}\"")})";
    }
}
