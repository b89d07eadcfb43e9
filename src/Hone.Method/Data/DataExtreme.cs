namespace Hone.Method;

/// <summary>An item at an end of a property.</summary>
/// <param name="Id">The item.</param>
/// <param name="Value">Its value.</param>
public sealed record DataExtreme(string Id, double Value);
