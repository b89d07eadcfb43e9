namespace Hone.Nn;

/// <summary>The place of one parameter in the arenas.</summary>
internal sealed class ArenaSlot(Parameter parameter, int offset, int length)
{
    public Parameter Parameter { get; } = parameter;

    /// <summary>First element.</summary>
    public int Offset { get; } = offset;

    /// <summary>Elements up to the next slot, alignment included.</summary>
    public int Length { get; } = length;
}
