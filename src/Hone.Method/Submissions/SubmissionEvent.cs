using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What happened to a submission.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SubmissionEvent>))]
internal enum SubmissionEvent
{
    Written,
    Sent,
    Scored,
}
