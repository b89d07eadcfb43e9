using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>Options of <see cref="MaxPool1d"/>; PyTorch's arguments of the same names.</summary>
public sealed record MaxPool1dOptions
{
    /// <summary>Steps from one window to the next; null stands for the window's length.</summary>
    public int? Stride { get; init; }

    /// <summary>Steps at both ends that never win; 0 unless set.</summary>
    public int Padding { get; init; }

    /// <summary>Whether a last window that reaches over the end counts; false unless set.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Steps from one step of the window to the next; null stands for 1, side by side.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // Earlier readers read on.
    public int? Dilation { get; init; }
}
