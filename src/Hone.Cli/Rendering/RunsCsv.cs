using System.Globalization;
using System.Text;

namespace Hone.Cli;

/// <summary>
/// The runs for a spreadsheet: one header, one row a run, fields quoted where they have to be (RFC 4180), ends of lines LF. Behind the columns that every run has come
/// those of all parameters and metrics that any run has, in alphabetical order.
/// </summary>
internal static class RunsCsv
{
    private const string Header = "id,name,status,damaged,score,low,high,n,gain,subset,split,started,seconds,epoch,problem,kinds,verdict,peakMemoryBytes,inputWait,seed,path";

    public static string Of(IReadOnlyList<RunRow> rows)
    {
        string[] parameters = [.. rows.SelectMany(row => row.Params.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] metrics = [.. rows.SelectMany(row => row.Metrics.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var text = new StringBuilder(Header);
        foreach (string name in parameters.Select(name => "params." + name).Concat(metrics))
        {
            text.Append(',').Append(CsvField.Quote(name));
        }

        text.Append('\n');
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
                string.Join(' ', row.Kinds),
                row.Verdict,
                Number(row.PeakMemoryBytes),
                Number(row.InputWait),
                row.Seed?.ToString(CultureInfo.InvariantCulture),
                row.Path,
                .. parameters.Select(name => row.Params.GetValueOrDefault(name)),
                .. metrics.Select(name => row.Metrics.TryGetValue(name, out double value) ? Number(value) : ""),
            ];
            text.AppendJoin(',', fields.Select(CsvField.Quote)).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
