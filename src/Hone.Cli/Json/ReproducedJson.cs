using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone reproduce ROW --json</c> prints: these keys, in this order, and no others.</summary>
internal sealed record ReproducedJson(string Row, string Metric, double Value, double? Spread, int N, double Bar, bool Pass, double Seconds)
{
    public static ReproducedJson Of(ReproducedRow row) =>
        new(row.Row, row.Metric, row.Value, row.Spread, row.N, row.Bar, row.Pass, Math.Round(row.Seconds, 3));
}
