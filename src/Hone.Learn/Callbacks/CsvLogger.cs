using System.Globalization;
using System.Text;
using Hone.Files;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Writes the table of epochs to a file after every epoch; fastai's <c>CSVLogger</c>.</summary>
/// <remarks>
/// Reads: the recorder. Writes: the file, as a whole and atomically; a value that does not exist, such as a loss without validation, is empty. One call, one file: both
/// phases of <see cref="Learner.FineTune"/> are in it, and the epochs of the second count from 0 again, as in the tables that are shown. The next call begins the file anew.
/// Difference from fastai: there is no append, and no header stands between the phases.
/// </remarks>
public sealed class CsvLogger : Callback
{
    private readonly string _path;

    /// <summary>Stores the path.</summary>
    /// <param name="path">The file; <c>history.csv</c> as in fastai.</param>
    public CsvLogger(string path = "history.csv")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 60;

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        byte[] bytes = Encoding.UTF8.GetBytes(Table([.. state.EarlierEpochs, .. state.Learner.Recorder.Epochs]));
        AtomicFile.Write(_path, stream => stream.Write(bytes));
    }

    private static string Table(IReadOnlyList<EpochRecord> epochs)
    {
        // Names of metrics are identifiers: nothing in the table needs quotes.
        var text = new StringBuilder("epoch,train_loss,valid_loss");
        foreach (MetricValue metric in epochs[0].Metrics)
        {
            text.Append(',').Append(metric.Name);
        }

        text.Append(",seconds\n");
        foreach (EpochRecord epoch in epochs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{epoch.Epoch},{Text(epoch.TrainLoss)},{Text(epoch.ValidLoss)}");
            foreach (MetricValue metric in epoch.Metrics)
            {
                text.Append(',').Append(Text(metric.Value));
            }

            text.Append(CultureInfo.InvariantCulture, $",{epoch.Duration.TotalSeconds:0.000}\n");
        }

        return text.ToString();
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : string.Empty;
}
