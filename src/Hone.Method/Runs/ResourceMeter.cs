using System.Diagnostics;
using Hone.Learn;

namespace Hone.Method;

/// <summary>Adds up over the fits of a run what its steps took; a resumed run goes on from what its record says.</summary>
internal sealed class ResourceMeter
{
    /// <summary>From this share on, all cores count as busy.</summary>
    public const double Busy = 0.9;

    // The processor time of a process advances in ticks of 10 ms: below this the share is mostly rounding.
    private const double LeastSeconds = 0.5;

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _processorTime = ProcessorTime();
    private double _steps;
    private double _wait;

    public ResourceMeter(RunResources? before)
    {
        _steps = before?.StepSeconds ?? 0;
        _wait = _steps * (before?.InputWait ?? 0);
    }

    public RunResources Read(LoopState state)
    {
        double steps = _steps + state.StepTime.TotalSeconds;
        double wait = _wait + state.InputWait.TotalSeconds;
        return new RunResources
        {
            StepSeconds = Math.Round(steps, 3),
            InputWait = steps > 0 ? Math.Round(wait / steps, 4) : null,
            Cpu = Cpu(),
            Workers = state.Learner.Data.Train.Options.Workers,
        };
    }

    public void EndFit(LoopState state)
    {
        _steps += state.StepTime.TotalSeconds;
        _wait += state.InputWait.TotalSeconds;
    }

    private double? Cpu()
    {
        double seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        return seconds < LeastSeconds
            ? null
            : Math.Round(Math.Min(1, (ProcessorTime() - _processorTime).TotalSeconds / (seconds * Environment.ProcessorCount)), 4);
    }

    private static TimeSpan ProcessorTime() => Environment.CpuUsage.TotalTime;
}
