using System.Globalization;
using System.Text;

namespace Hone.Cli;

/// <summary>The runs for a spreadsheet: one header, one row a run, fields quoted where they have to be (RFC 4180), ends of lines LF.</summary>
internal static class RunsCsv
{
    private const string Header = "id,name,status,damaged,score,low,high,n,gain,subset,split,started,seconds,epoch,problem";

    public static string Of(IReadOnlyList<RunRow> rows)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (RunRow row in rows)
        {
            string?[] fields =
            [
                row.Id,
                row.Name,
                row.Status.ToString().ToLowerInvariant(),
                row.Damaged ? "true" : "false",
                Number(row.Score),
                Number(row.Low),
                Number(row.High),
                Number(row.N),
                Number(row.Gain),
                Number(row.Subset),
                row.SplitFingerprint,
                row.Started?.ToString("O", CultureInfo.InvariantCulture),
                Number(row.Seconds),
                Number(row.Epoch),
                row.Problem,
            ];
            text.AppendJoin(',', fields.Select(CsvField.Quote)).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
