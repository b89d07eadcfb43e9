namespace Hone.Method;

/// <summary>What a predicted mask is worth beside the true one: accuracy, iou or dice of one image.</summary>
/// <remarks>accuracy is the share of right pixels; iou and dice are means over the classes that occur in the true mask. A mask without a pixel to judge counts 1.</remarks>
internal static class MaskScore
{
    private const int Codes = 256;

    /// <summary>Scores one image.</summary>
    /// <param name="truth">The class of each pixel.</param>
    /// <param name="said">The predicted class of each pixel, as many.</param>
    /// <param name="metric">accuracy, dice or iou.</param>
    /// <param name="ignored">A class of the truth that is not judged; null for none.</param>
    public static double Of(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> said, string metric, int? ignored)
    {
        Span<int> both = stackalloc int[Codes];
        Span<int> actual = stackalloc int[Codes];
        Span<int> predicted = stackalloc int[Codes];
        both.Clear();
        actual.Clear();
        predicted.Clear();
        int right = 0;
        int judged = 0;
        for (int pixel = 0; pixel < truth.Length; pixel++)
        {
            byte label = truth[pixel];
            if (label == ignored)
            {
                continue;
            }

            int hit = label == said[pixel] ? 1 : 0;
            judged++;
            right += hit;
            both[label] += hit;
            actual[label]++;
            predicted[said[pixel]]++;
        }

        if (judged == 0 || metric == "accuracy")
        {
            return judged == 0 ? 1 : (double)right / judged;
        }

        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < Codes; label++)
        {
            if (actual[label] > 0)
            {
                occurring++;
                sum += metric == "iou"
                    ? (double)both[label] / (actual[label] + predicted[label] - both[label])
                    : 2.0 * both[label] / (actual[label] + predicted[label]);
            }
        }

        return sum / occurring;
    }
}
