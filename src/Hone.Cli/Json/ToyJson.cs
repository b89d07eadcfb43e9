using Hone.Method;

namespace Hone.Cli;

/// <summary>The result of <c>hone data toy NAME --json</c>.</summary>
/// <param name="Toy">The set and the score that can be reached on it.</param>
/// <param name="Seed">The seed that it was made from.</param>
/// <param name="Files">How many files were written.</param>
/// <param name="Folder">The project or the folder.</param>
internal sealed record ToyJson(ToyInfo Toy, ulong Seed, int Files, string Folder);
