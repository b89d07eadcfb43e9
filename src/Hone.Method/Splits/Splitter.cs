namespace Hone.Method;

/// <summary>
/// The frame of every strategy: look at the data, assign the items, assert the post-conditions. A new strategy is a class beside the
/// others that says how items are assigned; it cannot leave the post-conditions out.
/// </summary>
internal abstract class Splitter(SplitOptions options)
{
    protected SplitOptions Options { get; } = options;

    protected abstract SplitStrategy Strategy { get; }

    public Split Split(SplitData data)
    {
        Options.Validate();
        data.Validate();
        SplitData prepared = Prepare(data);
        SplitAssignment assignment = Assign(prepared);
        SplitPostConditions.Assert(assignment, prepared, Options, Strategy);
        return new Split(prepared, assignment, Strategy, Effective(assignment, data.Ids.Count));
    }

    /// <summary>What the strategy makes of the data before it assigns them; the data themselves by default.</summary>
    protected virtual SplitData Prepare(SplitData data) => data;

    /// <summary>Says which items go where; the frame asserts that it did so completely.</summary>
    protected abstract SplitAssignment Assign(SplitData data);

    /// <summary>The options with the shares that the parts have, where the strategy does not take them from the options.</summary>
    protected virtual SplitOptions Effective(SplitAssignment assignment, int count) => Options.Effective();

    protected SplitOptions WithMeasuredShares(SplitAssignment assignment, int count) => Options with
    {
        Fractions = new SplitFractions { Valid = (double)assignment.Valid.Count / count, Test = (double)assignment.Test.Count / count },
    };

    protected string Where(SplitData data) => SplitPostConditions.Where(Strategy, data);
}
