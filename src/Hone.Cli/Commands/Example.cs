namespace Hone.Cli;

/// <summary>A command line in the help of a command.</summary>
/// <param name="Line">The command line, ready to paste.</param>
/// <param name="Shows">What it does.</param>
internal sealed record Example(string Line, string Shows);
