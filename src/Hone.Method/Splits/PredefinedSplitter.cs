namespace Hone.Method;

/// <summary>Takes the parts as they came with the data.</summary>
internal sealed class PredefinedSplitter(SplitOptions options, IReadOnlyList<Part> parts, IReadOnlyList<int>? folds)
    : Splitter(options with { Fractions = new SplitFractions(), Folds = 0 })
{
    protected override SplitStrategy Strategy => SplitStrategy.Predefined;

    protected override SplitAssignment Assign(SplitData data)
    {
        if (parts.Count != data.Ids.Count || (folds is not null && folds.Count != data.Ids.Count))
        {
            throw new SplitException(
                ExitCode.BadInput,
                "one part, and one fold if there are any, for each of the items",
                $"{data.Ids.Count} items, {parts.Count} parts{(folds is null ? "" : $", {folds.Count} folds")}",
                Where(data),
                "take parts and items from the same file");
        }

        return new SplitAssignment(Of(Part.Train), Of(Part.Valid), Of(Part.Test)) { Gap = Of(Part.Gap), Folds = folds };
    }

    protected override SplitOptions Effective(SplitAssignment assignment, int count) =>
        WithMeasuredShares(assignment, count) with { Folds = folds is null ? 0 : folds.Max() + 1 };

    private int[] Of(Part part) => Enumerable.Range(0, parts.Count).Where(index => parts[index] == part).ToArray();
}
