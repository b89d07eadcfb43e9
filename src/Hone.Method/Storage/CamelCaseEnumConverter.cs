using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>
/// Writes an enum as a camel-case word, so that files read like prose and survive a reordering of the enum. Public, because a
/// <see cref="JsonSerializerContext"/> outside this assembly can only serialize a record whose enums have a converter that it can reach.
/// </summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum
{
}
