using Hone.Learn.Datasets;

namespace Hone.Cli;

/// <summary>A download as a live line; in plain text one line for each file.</summary>
internal sealed class DownloadProgressLine(Screen screen) : IProgress<DownloadProgress>
{
    private const int BarWidth = 24;

    private string? _file;

    public void Report(DownloadProgress value)
    {
        if (_file != value.File)
        {
            _file = value.File;
            screen.Line($"  [dim]fetching[/] {Screen.Styled(value.File, "")}");
        }

        string size = value.Total is long total ? $"{Figures.Bytes(value.Received)} of {Figures.Bytes(total)}" : Figures.Bytes(value.Received);
        string bar = value.Total is > 0 ? ProgressBar.Of((double)value.Received / value.Total.Value, BarWidth) + "  " : "";
        screen.Live($"  {bar}{size}");
    }
}
