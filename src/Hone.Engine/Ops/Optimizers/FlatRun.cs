namespace Hone.Ops;

/// <summary>A stretch of consecutive elements of the flat arenas of a model; what an optimizer updates in one loop.</summary>
/// <param name="Start">First element.</param>
/// <param name="Count">Number of elements.</param>
internal readonly record struct FlatRun(int Start, int Count)
{
    /// <summary>The first element after the run.</summary>
    public int End => Start + Count;
}
