namespace Hone.Method.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Start { get; } = new(2026, 11, 21, 4, 55, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 4, 55, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
