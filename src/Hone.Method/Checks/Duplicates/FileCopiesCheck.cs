namespace Hone.Method;

/// <summary>Asks whether images have exact copies in another part: by the bytes of the file, and by the decoded pixels, which finds files that were packed anew. error at one.</summary>
/// <param name="images">The images.</param>
internal sealed class FileCopiesCheck(CheckedImages images) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/duplicates";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(images.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        // Equal files have equal pixels, so pixels find all of them; what files add is how the copy was made.
        int?[] labels = images.Target is { IsClasses: true } target ? target.Codes.Select(code => code < 0 ? (int?)null : code).ToArray() : new int?[images.Ids.Count];
        CheckResult result = new DuplicatesAcrossPartsCheck(images.Ids, images.PartIndex!, images.Facts.Select(facts => facts.PixelHash).ToArray(), labels, Id).Run(cancellationToken);
        IReadOnlyList<int[]> byPixels = DuplicateClusters.Of(images.Facts.Select(facts => facts.PixelHash).ToArray());
        int repacked = byPixels.Count(cluster => cluster.Select(item => images.Facts[item].FileHash).Distinct().Count() > 1);
        return CheckResult.Of(
            Id,
            $"{result.Message}, by decoded pixels; {repacked} contents in files that differ",
            result.Findings.Select(finding => repacked == 0 ? finding : finding with { Evidence = $"{finding.Evidence} ({repacked} contents are in files that differ in their bytes)" }));
    }
}
