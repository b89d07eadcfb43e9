using Hone.Learn.Data;

namespace Hone.Cli;

/// <summary>The reading of a large table as a live line.</summary>
internal sealed class ReadingLine(Screen screen) : IProgress<CsvProgress>
{
    private const int BarWidth = 24;

    public void Report(CsvProgress value)
    {
        double done = value.TotalBytes == 0 ? 1 : (double)value.Bytes / value.TotalBytes;
        screen.Live($"  {ProgressBar.Of(done, BarWidth)}  {Figures.Count(value.Rows)} rows read");
    }
}
