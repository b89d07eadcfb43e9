namespace Hone.Method;

/// <summary>
/// Asks whether an image of one part shows the same as one of another: compressed anew, resized, flipped, lightly cropped, turned where that is asked for, or the next frame of a video.
/// error for copies (see <see cref="NearImagePair.IsIsolated"/>), info for images that merely look alike. The distance of the hashes that counts is calibrated on
/// random pairs of the data itself.
/// </summary>
/// <param name="images">The images.</param>
internal sealed class NearImagesCheck(CheckedImages images) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/near-duplicates";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(images.PartIndex) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        NearImages? near = images.FindNear(out HashCalibration calibration, cancellationToken);
        if (near is null)
        {
            return CheckResult.NotChecked(
                Id,
                $"hash not informative here: {Numbers.Percent(calibration.ExactRate)} of {calibration.Pairs} random pairs have equal {calibration.Bits}-bit hashes; compare embeddings of a model of the project instead");
        }

        var findings = new List<Finding>();
        foreach ((Part first, Part second) in PartIndex.Pairs)
        {
            NearImagePair[] across = near.Pairs.Where(pair => Crosses(pair, first, second)).ToArray();
            Add(findings, near, across.Where(pair => pair.IsIsolated).ToArray(), first, second, areCopies: true);
            Add(findings, near, across.Where(pair => !pair.IsIsolated).ToArray(), first, second, areCopies: false);
        }

        return CheckResult.Of(
            Id,
            $"no near duplicates across parts: {calibration.Bits}-bit hashes within {calibration.Radius} bits (chance {CheckText.Number(calibration.HitRate)}), {near.Clusters.Count} clusters inside parts, {near.Untextured} images without texture left out (n = {near.Count})",
            findings);
    }

    private string Turned(NearImagePair[] pairs) => images.Settings.Rotations ? $"{pairs.Count(pair => pair.Rotation != 0)} turned, " : "";

    private bool Crosses(NearImagePair pair, Part first, Part second)
    {
        Part one = images.Parts![pair.First];
        Part other = images.Parts[pair.Second];
        return (one == first && other == second) || (one == second && other == first);
    }

    private void Add(List<Finding> findings, NearImages near, NearImagePair[] pairs, Part first, Part second, bool areCopies)
    {
        if (pairs.Length == 0)
        {
            return;
        }

        string one = SplitFingerprint.WordOf(first);
        string other = SplitFingerprint.WordOf(second);
        int different = pairs.Count(pair => images.Target is { IsClasses: true } target && target.IsKnown(pair.First) && target.IsKnown(pair.Second) && target.Codes[pair.First] != target.Codes[pair.Second]);
        string counted = pairs.Length == 1 ? "1 pair" : $"{pairs.Length} pairs";
        int copied = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Where(item => images.Parts![item] == second).Distinct().Count();
        findings.Add(new Finding
        {
            Id = $"{Id}-{one}-{other}",
            Severity = areCopies ? Severity.Error : Severity.Info,
            What = areCopies
                ? $"{counted} of near duplicates between {one} and {other} ({pairs.Count(pair => pair.IsFlipped)} flipped, {Turned(pairs)}{different} with different labels); {copied} of {images.PartIndex!.Of(second).Length} {other} images are copies"
                : $"{counted} between {one} and {other} look{(pairs.Length == 1 ? "s" : "")} alike, but no more than other images of this data do",
            Evidence = string.Join("; ", pairs.OrderByDescending(pair => pair.Correlation).Take(3).Select(pair => $"{images.Ids[pair.First]} ~ {images.Ids[pair.Second]} (correlation {CheckText.Number(pair.Correlation)}{(pair.Rotation == 0 ? "" : $", turned by {pair.Rotation} degrees")})")),
            N = near.Count,
            Threshold = $"{near.Calibration.Bits}-bit hashes within {near.Calibration.Radius} bits (chance {CheckText.Number(near.Calibration.HitRate)}), correlation {CheckText.Number(near.Calibration.Correlation)}, closer to each other than to all others by more than chance gives",
            HowToFix = areCopies ? "split by group with the clusters as the group column (hone check leak --as-group FILE writes it)" : "look at a few of them; nothing to do if they are different things",
            Why = "a copy in validation is an exam question that was handed out before",
        });
    }
}
