namespace Hone.Cli;

/// <summary>Why a file has no prediction: the four lines of its error.</summary>
internal sealed record FileErrorJson(string File, string Expected, string? Got, string? Where, string? Try);
