using Hone.Learn;

namespace Hone.Method.Tests;

/// <summary>Remembers what a training told, and can stop it.</summary>
internal sealed class RecordedTraining : ITableTrainingObserver
{
    /// <summary>The rung at whose beginning to stop; null for never.</summary>
    public string? StopAt { get; init; }

    public CancellationTokenSource Stop { get; } = new();

    public TableDescription? Description { get; private set; }

    public List<ProcNote> Notes { get; } = [];

    public List<TableRung> Rungs { get; } = [];

    public double Done { get; private set; }

    public void Described(TableDescription description) => Description = description;

    public void Noted(ProcNote note) => Notes.Add(note);

    public void RungBegan(string name, int number, int count)
    {
        if (name == StopAt)
        {
            Stop.Cancel();
        }
    }

    public void Advanced(double done) => Done = done;

    public void RungFinished(TableRung rung) => Rungs.Add(rung);
}
