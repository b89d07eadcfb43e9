using System.Globalization;
using Hone.Bench.Harness;

namespace Hone.Bench.Reports;

/// <summary>The outcomes as a Markdown table that also reads well in a terminal; each row is written as soon as it is known.</summary>
internal sealed class TableReport
{
    private static readonly (string Head, int Width)[] Figures =
        [("Hone", 7), ("peer", 7), ("unit", 8), ("ratio", 6), ("spread", 13), ("bar", 15), ("pass", 4), ("peer's best setting", 26)];

    private readonly TextWriter _writer;
    private readonly int[] _widths;

    public TableReport(TextWriter writer, IEnumerable<Workload> workloads)
    {
        _writer = writer;
        _widths = [Math.Max("workload".Length, workloads.Max(workload => workload.Id.Length)), .. Figures.Select(figure => figure.Width)];
        WriteLine(["workload", .. Figures.Select(figure => figure.Head)]);
        _writer.WriteLine("|" + string.Join("|", _widths.Select(width => new string('-', width + 2))) + "|");
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

    public void Write(Outcome outcome) => WriteLine(
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
    ]);

    /// <summary>What a reader must know before believing the figures, under the table.</summary>
    public void WriteNotes(IEnumerable<Outcome> outcomes)
    {
        foreach (Outcome outcome in outcomes)
        {
            foreach (string note in outcome.Notes)
            {
                _writer.WriteLine($"note on {outcome.Id}: {note}");
            }
        }
    }

    /// <summary>The least ratio, the least rate, or the largest time, that keeps the promise.</summary>
    private static string Promise(Outcome outcome)
    {
        if (outcome.Bar is { } bar)
        {
            return Number(bar);
        }

        if (outcome.Least is { } least)
        {
            return $">= {Number(least)} {Units.Name(outcome.Unit)}";
        }

        return outcome.Limit is { } limit ? $"<= {Number(limit)} {Units.Name(outcome.Unit)}" : "-";
    }

    private void WriteLine(string[] cells) =>
        _writer.WriteLine("| " + string.Join(" | ", cells.Select((cell, column) => cell.PadRight(_widths[column]))) + " |");
}
