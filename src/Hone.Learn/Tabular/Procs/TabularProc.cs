using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>One step that prepares a table for a model, such as filling gaps. It learns from the training rows alone; fastai's <c>TabularProc</c>.</summary>
public abstract class TabularProc
{
    /// <summary>Position among the steps, low first; equal ones run in the order given.</summary>
    public virtual int Order => 0;

    /// <summary>Learns from the training rows.</summary>
    /// <param name="train">The training rows as the steps before have left them, with the targets as they are.</param>
    /// <param name="names">The roles of the columns after the steps before.</param>
    /// <returns>The step with what it has learned.</returns>
    /// <exception cref="HoneDataException">The rows cannot be learned from.</exception>
    public abstract FittedProc Fit(Frame train, TabularNames names);
}
