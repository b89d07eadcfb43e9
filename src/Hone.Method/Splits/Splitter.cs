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
        Options.Fractions.Validate();
        data.Validate();
        SplitAssignment assignment = Assign(data);
        SplitPostConditions.Assert(assignment, data, Options.Fractions, Strategy);
        return new Split(data, assignment, Strategy, Options);
    }

    /// <summary>Says which items go where; the frame asserts that it did so completely.</summary>
    protected abstract SplitAssignment Assign(SplitData data);
}
