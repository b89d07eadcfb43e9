using System.Globalization;

namespace Hone.Learn;

/// <summary>
/// Shows a training as fastai does: the table of epochs, and on a terminal below it a bar with batch, loss, items a second and time left. Where the output is a file or a pipe there is no bar: a header,
/// and one line an epoch.
/// </summary>
/// <remarks>
/// The columns are those of <see cref="Recorder"/>: epoch, train_loss, valid_loss, metrics, time. A header stands before the first epoch of each fit. Only carriage returns and spaces draw the bar, so
/// every terminal understands it; where the line is longer than 79 letters, the bar is shorter. Differences from fastai: one bar for the batches of an epoch instead of two nested ones, because the bar names the epoch.
/// </remarks>
/// <example><code>
/// var learner = new Learner(data, model, new() { Metrics = [new Accuracy()], Callbacks = [new ProgressCallback(new ConsoleProgress())] });
/// learner.FitOneCycle(5);
/// // epoch  train_loss  valid_loss    accuracy   time
/// //     0    0.412230    0.301512    0.894500  00:21
/// // epoch 2/5  [########............]  94/235  loss 0.325  2812 items/s  01:12 left
/// </code></example>
public sealed class ConsoleProgress : IProgress<TrainingProgress>
{
    private const int BarLength = 20;
    private const int ShortestBar = 5;

    /// <summary>A longer line would be wrapped by a narrow terminal, and a carriage return does not lead back over a wrap.</summary>
    private const int LongestLine = 79;

    private readonly Lock _lock = new();
    private readonly TextWriter? _writer;
    private readonly bool _isTerminal;
    private string _columns = string.Empty;
    private int _lastEpoch = int.MaxValue;
    private int _drawn;

    /// <summary>Stores where to write.</summary>
    /// <param name="writer">Null stands for the error stream, so that what a program says to its output stays clean.</param>
    /// <param name="isTerminal">Whether there is a bar; null asks the console for the error stream, and says no for other writers.</param>
    public ConsoleProgress(TextWriter? writer = null, bool? isTerminal = null)
    {
        _writer = writer;
        _isTerminal = isTerminal ?? (writer is null && !Console.IsErrorRedirected);
    }

    // Asked for at each report: a program may redirect its error stream later.
    private TextWriter Writer => _writer ?? Console.Error;

    /// <summary>Draws the bar, or writes the line of an epoch that has ended.</summary>
    /// <param name="value">How far the training is.</param>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            if (value.FinishedEpoch is { } finished)
            {
                Draw(string.Empty);
                WriteRow(finished);
            }
            else
            {
                Draw(BarOf(value));
            }

            Writer.Flush();
        }
    }

    private static string BarOf(TrainingProgress value)
    {
        string batch = value.Batch.ToString(CultureInfo.InvariantCulture).PadLeft(value.BatchCount.ToString(CultureInfo.InvariantCulture).Length);
        string loss = double.IsFinite(value.TrainLoss) ? value.TrainLoss.ToString("0.000", CultureInfo.InvariantCulture) : "-";
        string speed = string.Create(CultureInfo.InvariantCulture, $"  {value.ItemsPerSecond:0} items/s");
        string left = value.TimeLeft is { } time ? $"  {time.ToString(time.TotalHours < 1 ? @"mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)} left" : string.Empty;
        string before = string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch + 1}/{value.EpochCount}{(value.IsTraining ? string.Empty : " valid")}  [");
        string behind = string.Create(CultureInfo.InvariantCulture, $"] {batch}/{value.BatchCount}  loss {loss}");

        // What a narrow line has no room for: first of the bar, then of the speed.
        int room = LongestLine - before.Length - behind.Length - left.Length;
        speed = room - speed.Length < ShortestBar ? string.Empty : speed;
        int length = Math.Clamp(room - speed.Length, ShortestBar, BarLength);
        int filled = value.BatchCount == 0 ? 0 : (int)((long)length * value.Batch / value.BatchCount);
        return before + new string('#', filled) + new string('.', length - filled) + behind + speed + left;
    }

    /// <summary>Puts a line over the one that stands there; without a terminal nothing.</summary>
    private void Draw(string line)
    {
        if (!_isTerminal || (line.Length == 0 && _drawn == 0))
        {
            return;
        }

        string shown = line.Length > LongestLine ? line[..LongestLine] : line;
        Writer.Write('\r');
        Writer.Write(shown.PadRight(_drawn));
        if (shown.Length == 0)
        {
            Writer.Write('\r');
        }

        _drawn = shown.Length;
    }

    private void WriteRow(EpochRecord finished)
    {
        string columns = EpochTable.Header(finished.Metrics.Select(metric => metric.Name));
        if (columns != _columns || finished.Epoch <= _lastEpoch)
        {
            Writer.WriteLine(columns);
        }

        _columns = columns;
        _lastEpoch = finished.Epoch;
        Writer.WriteLine(EpochTable.Row(finished));
    }
}
