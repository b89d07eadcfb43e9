namespace Hone.Method;

/// <summary>The data of a ladder: what its rungs learn from and are scored on. The labels of the test part are not in it.</summary>
public abstract class LadderTask
{
    private protected LadderTask(IReadOnlyList<string> validIds, IReadOnlyList<double> validTargets)
    {
        ValidIds = validIds;
        ValidTargets = validTargets;
    }

    /// <summary>The kind of data.</summary>
    public abstract LadderKind Kind { get; }

    /// <summary>The rungs from the simplest upwards; the first is <c>zeros</c>.</summary>
    public abstract IReadOnlyList<LadderRung> Rungs { get; }

    /// <summary>The ids of the validation items.</summary>
    public IReadOnlyList<string> ValidIds { get; }

    /// <summary>The truth, item by item, <c>[items, targets]</c>: the number of a class, a value, or several values.</summary>
    public IReadOnlyList<double> ValidTargets { get; }

    /// <summary>The names of the classes; empty for values.</summary>
    public IReadOnlyList<string> ClassNames { get; private protected init; } = [];

    /// <summary>What was left out and why, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private protected init; } = [];

    /// <summary>The columns that its owner leaves out (<c>hone baseline --drop</c>), because they tell the target; empty for data without feature columns.</summary>
    public IReadOnlyList<string> Dropped { get; private protected init; } = [];

    /// <summary>The metric of a project over the predictions of this task.</summary>
    /// <param name="name">The name of the metric.</param>
    /// <exception cref="MetricException">It cannot be computed for this kind of data.</exception>
    public virtual ScoreMetric MetricOf(string name) => ScoreMetric.Named(name);
}
