using System.Text.Json;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Writes a report of checks as an array of results; what a check threw is in its message.</summary>
internal sealed class CheckReportJsonConverter : WriteOnlyJsonConverter<CheckReport>
{
    public override void Write(Utf8JsonWriter writer, CheckReport value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (CheckResult result in value.Results)
        {
            writer.WriteStartObject();
            writer.WriteString("id", result.Id);
            writer.WriteString("outcome", CamelCase(result.Outcome));
            writer.WriteString("message", result.Message);
            writer.WriteStartArray("findings");
            foreach (Finding finding in result.Findings)
            {
                WriteFinding(writer, finding);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("id", finding.Id);
        writer.WriteString("severity", CamelCase(finding.Severity));
        writer.WriteString("what", finding.What);
        writer.WriteString("evidence", finding.Evidence);
        writer.WriteNumber("n", finding.N);
        writer.WriteString("threshold", finding.Threshold);
        writer.WriteString("howToFix", finding.HowToFix);
        writer.WriteString("why", finding.Why);
        writer.WriteEndObject();
    }

    private static string CamelCase<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
