using Hone.Learn;

namespace Hone.Method;

/// <summary>Collects notes and tells an observer each of them once.</summary>
internal sealed class ObservedNotes(ITableTrainingObserver? observer)
{
    private readonly List<ProcNote> _all = [];
    private int _told;

    /// <summary>Takes the notes of this assembly.</summary>
    public ProcReport Report { get; } = new();

    public IReadOnlyList<ProcNote> All => _all;

    /// <summary>Tells what has come into <see cref="Report"/> since the last time.</summary>
    public void Tell()
    {
        foreach (ProcNote note in Report.Notes.Skip(_told))
        {
            _all.Add(note);
            observer?.Noted(note);
        }

        _told = Report.Notes.Count;
    }

    /// <summary>Tells the notes of another report.</summary>
    public void Add(ProcReport report)
    {
        foreach (ProcNote note in report.Notes)
        {
            _all.Add(note);
            observer?.Noted(note);
        }
    }
}
