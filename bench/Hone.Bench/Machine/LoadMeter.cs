using System.Diagnostics;
using System.Globalization;

namespace Hone.Bench.Machine;

/// <summary>
/// Watches over fair turns: waits before each turn until the machine is idle (both sides' threads parked), and adds up what
/// other programs took of the processors meanwhile.
/// </summary>
internal sealed class LoadMeter
{
    /// <summary>Other programs above this share of the machine are worth a note.</summary>
    private const double NoteworthyShare = 0.03;

    private const double IdleShare = 0.06;
    private static readonly TimeSpan IdleWindow = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private double _foreignSeconds;
    private double _restingSeconds;
    private double _capacitySeconds;
    private int _turns;
    private int _busyStarts;

    /// <summary>The peer, whose processor time is not foreign.</summary>
    public Process? PeerProcess { get; set; }

    /// <summary>Share of the machine that neither side used but that was busy, over all turns since <see cref="Reset"/>; null without <c>/proc/stat</c>.</summary>
    public double? Foreign => _capacitySeconds > 0 ? Math.Max(0, _foreignSeconds / _capacitySeconds) : null;

    public void Reset()
    {
        _foreignSeconds = 0;
        _restingSeconds = 0;
        _capacitySeconds = 0;
        _turns = 0;
        _busyStarts = 0;
    }

    /// <summary>Runs Hone's turn; the peer must rest.</summary>
    public T HoneTurn<T>(Func<T> turn) => Turn(turn, () => PeerTime);

    /// <summary>Runs the peer's turn; Hone must rest.</summary>
    public T PeerTurn<T>(Func<T> turn) => Turn(turn, () => HoneTime);

    /// <summary>What a reader must know about the turns since <see cref="Reset"/>.</summary>
    public IReadOnlyList<string> Notes()
    {
        var notes = new List<string>();
        if (Foreign is not { } foreign)
        {
            notes.Add("idleness not checked: this system has no /proc/stat");
            return notes;
        }

        if (foreign > NoteworthyShare)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"other programs took {100 * foreign:0}% of the machine"));
        }

        if (_busyStarts > 0)
        {
            notes.Add($"{_busyStarts} of {_turns} turns began on a machine that did not become idle within {LongestWait.TotalSeconds:0} s");
        }

        double resting = _restingSeconds / _capacitySeconds;
        if (resting > NoteworthyShare)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"the resting side took {100 * resting:0}% of the machine"));
        }

        return notes;
    }

    /// <summary>Returns when the machine has been idle for a moment, or after a limited wait.</summary>
    public void WaitUntilIdle()
    {
        _turns++;
        long start = Stopwatch.GetTimestamp();
        while (ProcessorTicks.BusySeconds() is { } before)
        {
            Thread.Sleep(IdleWindow);
            double share = (ProcessorTicks.BusySeconds()!.Value - before) / (IdleWindow.TotalSeconds * Environment.ProcessorCount);
            if (share <= IdleShare)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(start) > LongestWait)
            {
                _busyStarts++;
                return;
            }
        }
    }

    private static double HoneTime => Environment.CpuUsage.TotalTime.TotalSeconds;

    private double PeerTime
    {
        get
        {
            if (PeerProcess is null)
            {
                return 0;
            }

            PeerProcess.Refresh();
            return PeerProcess.TotalProcessorTime.TotalSeconds;
        }
    }

    private T Turn<T>(Func<T> turn, Func<double> restingTime)
    {
        WaitUntilIdle();
        double? busy = ProcessorTicks.BusySeconds();
        double own = HoneTime;
        double peer = PeerTime;
        double resting = restingTime();
        long start = Stopwatch.GetTimestamp();
        T result = turn();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (busy is { } before && ProcessorTicks.BusySeconds() is { } after)
        {
            _foreignSeconds += after - before - (HoneTime - own) - (PeerTime - peer);
            _restingSeconds += restingTime() - resting;
            _capacitySeconds += seconds * Environment.ProcessorCount;
        }

        return result;
    }
}
