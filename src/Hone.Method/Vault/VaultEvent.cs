using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What happened to the vault.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<VaultEvent>))]
internal enum VaultEvent
{
    Sealed,
    Opened,
    LabelsRead,
}
