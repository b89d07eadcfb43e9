using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What a split by time does with a later item whose group is in the training part as well.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SeenGroups>))]
public enum SeenGroups
{
    /// <summary>Keeps it: when the model is used it will have seen that group's past. The number of such groups is reported.</summary>
    Allow,

    /// <summary>Leaves it out: when the model is used it will meet new groups only.</summary>
    LeaveOut,
}
