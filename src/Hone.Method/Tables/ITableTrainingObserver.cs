using Hone.Learn;

namespace Hone.Method;

/// <summary>What a front end shows while a table is learned. Calls come in order on the calling thread, but for <see cref="Advanced"/>.</summary>
public interface ITableTrainingObserver
{
    /// <summary>The rows are parted and the columns have roles.</summary>
    void Described(TableDescription description);

    /// <summary>Something out of the ordinary was met and dealt with.</summary>
    void Noted(ProcNote note);

    /// <summary>A rung begins.</summary>
    /// <param name="name">The rung.</param>
    /// <param name="number">From 1.</param>
    /// <param name="count">How many rungs there are.</param>
    void RungBegan(string name, int number, int count);

    /// <summary>The rung under way has come further; from any thread.</summary>
    /// <param name="done">Share that is done, 0 to 1.</param>
    void Advanced(double done);

    /// <summary>A rung is scored.</summary>
    void RungFinished(TableRung rung);
}
