namespace Hone.Learn.Data;

/// <summary>How far the reading of a file has come.</summary>
/// <param name="Rows">Rows read in this pass.</param>
/// <param name="Bytes">Bytes of the file read in this pass, compressed ones for gzip.</param>
/// <param name="TotalBytes">Length of the file.</param>
/// <param name="Pass">1; 2 when columns turned out to hold text late in the file and are read again.</param>
public sealed record CsvProgress(long Rows, long Bytes, long TotalBytes, int Pass);
