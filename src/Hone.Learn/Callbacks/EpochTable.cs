using System.Globalization;
using System.Text;

namespace Hone.Learn;

/// <summary>The table of epochs in text: epoch, train_loss, valid_loss, metrics, time; fastai's columns.</summary>
internal static class EpochTable
{
    private const int Narrowest = 10;

    /// <summary>The names of the columns.</summary>
    /// <param name="metrics">Names of the metrics.</param>
    public static string Header(IEnumerable<string> metrics)
    {
        var text = new StringBuilder("epoch  train_loss  valid_loss");
        foreach (string name in metrics)
        {
            text.Append("  ").Append(name.PadLeft(Narrowest));
        }

        return text.Append("   time").ToString();
    }

    /// <summary>The line of an epoch.</summary>
    /// <param name="epoch">Its numbers.</param>
    public static string Row(EpochRecord epoch)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{epoch.Epoch,5}  {epoch.TrainLoss,10:0.000000}  {epoch.ValidLoss,10:0.000000}");
        foreach (MetricValue metric in epoch.Metrics)
        {
            text.Append("  ").Append(metric.Value.ToString("0.000000", CultureInfo.InvariantCulture).PadLeft(Math.Max(Narrowest, metric.Name.Length)));
        }

        return text.Append(CultureInfo.InvariantCulture, $"  {(int)epoch.Duration.TotalMinutes:00}:{epoch.Duration.Seconds:00}").ToString();
    }
}
