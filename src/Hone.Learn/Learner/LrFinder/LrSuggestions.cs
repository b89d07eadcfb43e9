namespace Hone.Learn;

/// <summary>Learning rates read off the curve of a learning-rate finder, by fastai's four rules.</summary>
internal static class LrSuggestions
{
    private const int DroppedAtEnd = 5;
    private const int SlideWidth = 15;
    private const double SlideThreshold = 0.005;

    /// <summary>Looks at the points [n/10, -5] of a curve without its non-finite tail.</summary>
    public static LrFindResult Of(double[] rates, double[] losses, int iterations)
    {
        int end = losses.Length;
        int finite = Array.FindIndex(losses, loss => !double.IsFinite(loss));
        if (finite >= 0)
        {
            end = finite;
        }

        int from = Math.Min(iterations / 10, end);
        int to = Math.Max(from, end - DroppedAtEnd);
        double[] lr = rates[from..to];
        double[] loss = losses[from..to];
        if (lr.Length < 2)
        {
            throw new HoneException(
                "The loss stays finite long enough to see where it falls.",
                $"{end} finite losses of {losses.Length}",
                "LrFind",
                "start from a lower learning rate, or check the data for values that are not finite");
        }

        (double valley, int length) = Valley(lr, loss);
        return new LrFindResult
        {
            Valley = valley,
            Slide = Slide(lr, loss),
            Minimum = lr[IndexOfLeast(loss)] / 10,
            Steep = Steep(lr, loss),
            IsValleyReliable = length * 3 >= loss.Length && loss[^1] < double.PositiveInfinity,
            LearningRates = rates,
            Losses = losses,
        };
    }

    /// <summary>The middle of the longest falling run of losses, gaps allowed.</summary>
    private static (double Rate, int Length) Valley(double[] lr, double[] loss)
    {
        // 1. length[i]: the longest falling subsequence that ends at i.
        var length = new int[loss.Length];
        int last = 0;
        for (int i = 0; i < loss.Length; i++)
        {
            length[i] = 1;
            for (int j = 0; j < i; j++)
            {
                if (loss[i] < loss[j] && length[j] + 1 > length[i])
                {
                    length[i] = length[j] + 1;
                }
            }

            if (length[i] > length[last])
            {
                last = i;
            }
        }

        // 2. The run is taken to begin its own length before its end; the suggestion lies half way, in thirds and sixths as in fastai.
        int first = Math.Max(0, last - length[last]);
        double third = (last - first) / 3.0;
        return (lr[first + (int)third + (int)(third / 2)], length[last]);
    }

    /// <summary>From the right end, the last place where the slopes of two points 15 apart still differ.</summary>
    private static double Slide(double[] lr, double[] loss)
    {
        int right = loss.Length - 1;
        int left = right - SlideWidth;
        if (left < 0)
        {
            return lr[0];
        }

        double[] slope = Gradient(loss);
        double rate = lr[left];
        while (left >= 0 && Math.Abs(slope[right] - slope[left]) > SlideThreshold)
        {
            rate = lr[left];
            right--;
            left--;
        }

        return rate;
    }

    /// <summary>Where the loss falls most for a step in the logarithm of the rate.</summary>
    private static double Steep(double[] lr, double[] loss)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i + 1 < loss.Length; i++)
        {
            double slope = (loss[i + 1] - loss[i]) / (Math.Log(lr[i + 1]) - Math.Log(lr[i]));
            if (slope < least)
            {
                least = slope;
                best = i;
            }
        }

        return lr[best];
    }

    /// <summary>Central differences, one-sided at the ends.</summary>
    private static double[] Gradient(double[] values)
    {
        var gradient = new double[values.Length];
        for (int i = 1; i + 1 < values.Length; i++)
        {
            gradient[i] = (values[i + 1] - values[i - 1]) / 2;
        }

        gradient[0] = values[1] - values[0];
        gradient[^1] = values[^1] - values[^2];
        return gradient;
    }

    private static int IndexOfLeast(double[] values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] < values[best] ? i : best;
        }

        return best;
    }
}
