namespace Hone.Learn.Data;

/// <summary>One address of <see cref="ImageFiles.Download"/>.</summary>
/// <param name="Url">The address as it was given.</param>
/// <param name="State">What became of it.</param>
/// <param name="Path">The image; null when there is none.</param>
/// <param name="Problem">Why there is none; null when there is one.</param>
public sealed record ImageDownload(string Url, DownloadState State, string? Path = null, string? Problem = null);
