using System.Globalization;

namespace Hone.Learn;

/// <summary>What the preparation of a table met and dealt with, counted.</summary>
public sealed class ProcReport
{
    private readonly List<ProcNote> _notes = [];

    /// <summary>The notes in the order in which they came up.</summary>
    public IReadOnlyList<ProcNote> Notes => _notes;

    /// <summary>Adds a note; one that stands for no row is passed over.</summary>
    /// <param name="note">The note.</param>
    public void Add(ProcNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (note.Count > 0)
        {
            _notes.Add(note);
        }
    }

    /// <summary>The notes as lines.</summary>
    /// <returns>One line a note; empty without any.</returns>
    public override string ToString() => string.Join('\n', _notes.Select(Line));

    private static string Line(ProcNote note)
    {
        string example = note.Example is null ? string.Empty : $", such as \"{note.Example}\"";
        return string.Create(CultureInfo.InvariantCulture, $"{note.Column}: {note.What} ({note.Count} rows{example})");
    }
}
