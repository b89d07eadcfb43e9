using Hone.Learn;

namespace Hone.Cli;

/// <summary>The items for one user in <c>hone predict --json</c>.</summary>
/// <param name="User">The user.</param>
/// <param name="IsKnown">Whether the training rows have the user; others get what average users like.</param>
/// <param name="Items">The best first.</param>
internal sealed record UserItemsJson(string User, bool IsKnown, IReadOnlyList<ScoredItem> Items);
