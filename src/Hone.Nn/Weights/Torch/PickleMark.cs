namespace Hone.Nn;

/// <summary>Where a list, tuple or dictionary begins on the stack.</summary>
internal sealed class PickleMark
{
    public static readonly PickleMark Instance = new();
}
