namespace Hone.Learn.Datasets;

/// <summary>How far a download is.</summary>
/// <param name="File">The file.</param>
/// <param name="Received">Bytes on disk so far, those of an interrupted earlier download included.</param>
/// <param name="Total">Bytes in all; null when the server does not say.</param>
public readonly record struct DownloadProgress(string File, long Received, long? Total);
