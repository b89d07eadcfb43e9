namespace Hone.Learn.Data;

/// <summary>How far a scan has come.</summary>
/// <param name="Done">Files that have been looked at.</param>
/// <param name="Total">All image files.</param>
/// <param name="Unreadable">How many of those done cannot be read.</param>
public readonly record struct ScanProgress(int Done, int Total, int Unreadable);
