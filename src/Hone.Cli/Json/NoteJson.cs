using Hone.Learn;

namespace Hone.Cli;

/// <summary>Something that the preparation of a table met and dealt with.</summary>
internal sealed record NoteJson(string Column, string What, int Count, string? Example)
{
    public static NoteJson Of(ProcNote note) => new(note.Column, note.What, note.Count, note.Example);
}
