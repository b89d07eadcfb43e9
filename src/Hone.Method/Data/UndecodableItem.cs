namespace Hone.Method;

/// <summary>An item whose file cannot be decoded.</summary>
/// <param name="Id">The item.</param>
/// <param name="Reason">Why.</param>
public sealed record UndecodableItem(string Id, string Reason);
