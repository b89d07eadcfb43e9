namespace Hone.Method;

/// <summary>A submission that is suggested for the end.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Recipe">The name of its run.</param>
/// <param name="Reason">Why this one.</param>
public sealed record FinalPick(string Id, string Recipe, string Reason);
