namespace Hone.Cli;

/// <summary>One file of pretrained weights in <c>hone models --json</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its content, in hexadecimal.</param>
internal sealed record ModelFileJson(string Name, long Bytes, string Sha256);
