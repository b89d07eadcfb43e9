using System.Globalization;
using Hone.Learn;

namespace Hone.Samples;

/// <summary>Shows how far a training is, on one line of the error stream; nothing where that is no terminal.</summary>
internal sealed class ProgressLine : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\repoch {value.Epoch + 1} of {value.EpochCount}, batch {value.Batch} of {value.BatchCount}, loss {value.TrainLoss:0.000}, {value.ItemsPerSecond:0} items/s, {value.TimeLeft:mm\\:ss} left   "));
        }
    }
}
