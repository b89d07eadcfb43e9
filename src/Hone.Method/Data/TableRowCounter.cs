namespace Hone.Method;

/// <summary>Counts the rows of a CSV or TSV file while its bytes pass by; line breaks inside quotes are no ends of rows.</summary>
internal sealed class TableRowCounter
{
    private bool _isQuoted;
    private bool _hasContent;
    private long _rows;

    /// <summary>The rows so far without the line of names.</summary>
    public long Rows => Math.Max(0, _rows + (_hasContent ? 1 : 0) - 1);

    public static bool IsTable(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv";

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            switch (value)
            {
                case (byte)'"':
                    _isQuoted = !_isQuoted;
                    _hasContent = true;
                    break;
                case (byte)'\n' when !_isQuoted:
                    _rows += _hasContent ? 1 : 0;
                    _hasContent = false;
                    break;
                case (byte)'\r':
                    break;
                default:
                    _hasContent = true;
                    break;
            }
        }
    }
}
