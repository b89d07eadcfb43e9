namespace Hone.Method;

/// <summary>The texts of the files that a new project starts with.</summary>
internal static class ProjectTemplates
{
    public const string GitIgnore =
        """
        # Bytes that can be regenerated stay out; small text that carries a decision goes in.
        data/raw/
        data/cache/
        vault/labels.bin
        vault/masks.bin
        vault/lock
        .hone/
        runs/*/*
        !runs/*/run.json
        !runs/*/hypothesis.json
        !runs/*/metrics.jsonl
        models/
        *.tmp

        """;

    public const string GitAttributes =
        """
        * text=auto eol=lf
        # Append-only files: both sides of a merge keep their lines.
        *.jsonl merge=union
        data/edits.csv merge=union
        *.bin binary

        """;

    public static string Readme(Charter charter, string name) =>
        $"""
        # {name}

        {charter.Question}

        - Target: {charter.Target}
        - Metric: {charter.Metric} ({(charter.Direction == MetricDirection.Higher ? "higher" : "lower")} is better)

        <!-- hone:begin -->
        <!-- hone:end -->

        """;
}
