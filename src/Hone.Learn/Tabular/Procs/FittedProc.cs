using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A step that has learned from the training rows, and does the same to all rows.</summary>
public abstract class FittedProc
{
    /// <summary>Stores the names.</summary>
    /// <param name="names">The roles of the columns after this step.</param>
    protected FittedProc(TabularNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = names;
    }

    /// <summary>The roles of the columns after this step.</summary>
    public TabularNames Names { get; }

    /// <summary>What the step has learned as data, so that an exported model can prepare new rows; null when it cannot be told as data.</summary>
    public virtual FittedProcConfig? Config => null;

    /// <summary>Prepares rows that were not learned from.</summary>
    /// <param name="frame">The rows, after the steps before; without targets.</param>
    /// <param name="report">Takes what was out of the ordinary.</param>
    /// <returns>The prepared rows.</returns>
    public abstract Frame Apply(Frame frame, ProcReport report);

    /// <summary>Prepares the training rows; the same as <see cref="Apply"/> unless a row must not see itself.</summary>
    /// <param name="train">The rows that were learned from, in the same order.</param>
    /// <param name="report">Takes what was out of the ordinary.</param>
    /// <returns>The prepared rows.</returns>
    public virtual Frame ApplyToTraining(Frame train, ProcReport report) => Apply(train, report);
}
