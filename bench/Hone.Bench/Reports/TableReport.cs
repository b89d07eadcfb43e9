using System.Globalization;
using Hone.Bench.Harness;

namespace Hone.Bench.Reports;

/// <summary>The outcomes as a Markdown table that also reads well in a terminal.</summary>
internal static class TableReport
{
    private static readonly string[] Head = ["workload", "Hone", "PyTorch", "unit", "ratio", "spread", "bar", "pass", "PyTorch's best setting"];

    public static void Write(TextWriter writer, IReadOnlyList<Outcome> outcomes)
    {
        List<string[]> rows = [Head, .. outcomes.Select(Row)];
        int[] widths = [.. Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length))];
        for (int i = 0; i < rows.Count; i++)
        {
            writer.WriteLine("| " + string.Join(" | ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))) + " |");
            if (i == 0)
            {
                writer.WriteLine("|" + string.Join("|", widths.Select(width => new string('-', width + 2))) + "|");
            }
        }

        foreach (Outcome outcome in outcomes)
        {
            foreach (string note in outcome.Notes)
            {
                writer.WriteLine($"note on {outcome.Id}: {note}");
            }
        }
    }

    /// <summary>Three significant digits, without an exponent.</summary>
    public static string Number(double value)
    {
        string format = Math.Abs(value) switch
        {
            >= 100 => "0",
            >= 10 => "0.0",
            >= 1 => "0.00",
            _ => "0.000",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The least ratio, or the largest time, that keeps the promise.</summary>
    private static string Promise(Outcome outcome)
    {
        if (outcome.Bar is { } bar)
        {
            return Number(bar);
        }

        return outcome.Limit is { } limit ? $"<= {Number(limit)} {Units.Name(outcome.Unit)}" : "-";
    }

    private static string[] Row(Outcome outcome) =>
    [
        outcome.Id,
        Number(outcome.Hone),
        outcome.Peer is { } peer ? Number(peer) : "-",
        Units.Name(outcome.Unit),
        outcome.Ratio is { } ratio ? Number(ratio) : "-",
        outcome.Spread is { } spread ? $"{Number(spread.Low)}..{Number(spread.High)}" : "-",
        Promise(outcome),
        outcome.Pass is { } pass ? (pass ? "yes" : "NO") : "-",
        outcome.PeerSetting ?? "-",
    ];
}
