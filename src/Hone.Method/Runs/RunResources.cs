using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What the training steps of a run spent their time on; validation is not counted. Memory and duration stand beside it in the record.</summary>
public sealed record RunResources
{
    /// <summary>The share of the step time above which a run is called input-bound: 15%.</summary>
    public const double InputBound = 0.15;

    /// <summary>How long the training steps took, in seconds, the wait for their batches included.</summary>
    public required double StepSeconds { get; init; }

    /// <summary>The share of <see cref="StepSeconds"/> that waited for the loader, 0 to 1; null where the steps took no time that could be measured.</summary>
    public double? InputWait { get; init; }

    /// <summary>The share of all cores that the process kept busy since its training began, 0 to 1; null where too little time passed to say.</summary>
    public double? Cpu { get; init; }

    /// <summary>Threads that prepared batches: <see cref="Hone.Learn.DataLoaderOptions.Workers"/> of the training part.</summary>
    public int? Workers { get; init; }

    /// <summary>Whether more than 15% of the step time waited for data.</summary>
    [JsonIgnore]
    public bool IsInputBound => InputWait > InputBound;

    /// <summary>The one thing to do about the wait, by what was measured: more threads help only while cores are idle.</summary>
    [JsonIgnore]
    public string Suggestion => this switch
    {
        { Workers: 0 } => "let a thread prepare the batches meanwhile: DataLoaderOptions.Workers = 1 or more instead of 0",
        { Cpu: >= ResourceMeter.Busy } => $"every core is busy ({Numbers.Percent(Math.Round(Cpu.Value, 2))}), so more workers cannot help: do the costly work once, such as decoding and resizing the files before training",
        { Workers: int workers } => $"more threads that prepare batches: DataLoaderOptions.Workers = {2 * workers} instead of {workers}",
        _ => "more threads that prepare batches: DataLoaderOptions.Workers",
    };
}
