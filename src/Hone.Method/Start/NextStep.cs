namespace Hone.Method;

/// <summary>A command to try next.</summary>
/// <param name="Command">The command, ready to paste.</param>
/// <param name="Shows">What it shows.</param>
public sealed record NextStep(string Command, string Shows);
