using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>Writes an enum as a camel-case word, so that files read like prose and survive a reordering of the enum.</summary>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum
{
}
