namespace Hone.Nn;

/// <summary>A number of an optimizer that is saved with its moments.</summary>
internal sealed class StepCounter
{
    public long Value { get; set; }
}
