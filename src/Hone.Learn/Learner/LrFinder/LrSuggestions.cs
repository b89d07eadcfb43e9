using System.Globalization;

namespace Hone.Learn;

/// <summary>Learning rates read off the curve of a learning-rate finder, by fastai's four rules.</summary>
internal static class LrSuggestions
{
    private const int DroppedAtEnd = 5;

    /// <summary>Two points are the least that have a slope.</summary>
    private const int LeastPoints = 2;

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
        if (lr.Length < LeastPoints)
        {
            throw TooFew(rates, losses, end, iterations);
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

    /// <summary>Says why a curve has too few points: too few steps were asked for, a loss that is not finite, one that diverged, or a callback that ended the search.</summary>
    private static HoneException TooFew(double[] rates, double[] losses, int finite, int iterations)
    {
        string expected = $"A finite loss for {(iterations / 10) + LeastPoints + DroppedAtEnd} steps: the suggestions leave out the first tenth of {iterations} and the last {DroppedAtEnd}.";
        const string Where = "LrFind";
        if (finite == losses.Length && losses.Length >= iterations)
        {
            // The first tenth of so few steps is none.
            return new HoneException(expected, $"a search of {iterations} steps", Where, $"set LrFindOptions.Iterations to {LeastPoints + DroppedAtEnd} or more; 100 unless told");
        }

        string smaller = string.Create(CultureInfo.InvariantCulture, $"set LrFindOptions.StartLr below {rates[0]:0.0e+00}, such as a hundredth of it");
        if (finite < losses.Length)
        {
            string got = $"{finite} finite losses of {losses.Length}";
            return finite == 0
                ? new HoneException(expected, $"{got}; already the first one is not", Where, "check data, loss and first values of the model for numbers that are not finite: no learning rate has changed the model yet")
                : new HoneException(expected, string.Create(CultureInfo.InvariantCulture, $"{got}; it was not finite at the learning rate {rates[finite]:0.0e+00} after {finite + 1} steps"), Where, smaller);
        }

        return losses[^1] > LrFinder.Divergence * losses.Min()
            ? new HoneException(
                expected,
                string.Create(CultureInfo.InvariantCulture, $"a loss that diverged at the learning rate {rates[losses.Length - 1]:0.0e+00} after {losses.Length} steps, from {losses.Min():0.###} at best to {losses[^1]:0.###}"),
                Where,
                smaller)
            : new HoneException(expected, $"a search that ended after {losses.Length} of {iterations} steps, without divergence", Where, "take away the callback that cancels the fit");
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
