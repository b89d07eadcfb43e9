using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Its folder exists; nothing was trained yet.</summary>
    Created,

    /// <summary>Its process is alive.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Completed,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was canceled, or its process is gone.</summary>
    Stopped,
}
