namespace Hone.Method;

/// <summary>Where the sources of a project stood when a run started.</summary>
/// <remarks>For changes that are not committed git stores the changed sources as loose objects, as <c>git stash create</c> does; no branch, index or file changes.</remarks>
/// <param name="Commit">The commit.</param>
/// <param name="Branch">The branch; null for a detached head.</param>
/// <param name="Dirty">Whether files differed from the commit.</param>
/// <param name="Tree">The hash of the tree of files as they were, changes that are not committed included; null when git could not write it.</param>
public sealed record GitState(string Commit, string? Branch, bool Dirty, string? Tree);
