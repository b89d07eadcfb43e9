using System.Globalization;

namespace Hone.Method;

/// <summary>How worn the public board is: each score that was looked at before the next submission makes it more of a second validation set.</summary>
/// <param name="Scored">How many public scores were read.</param>
/// <param name="Optimism">How much better the best of that many equal models looks by luck alone, in standard errors of the public score; 0 below 2.</param>
/// <param name="IsWarning">Whether that is a standard error or more.</param>
/// <param name="Sentence">One sentence with its numbers.</param>
public sealed record LeaderboardWear(int Scored, double Optimism, bool IsWarning, string Sentence)
{
    internal static LeaderboardWear Of(IReadOnlyList<SubmissionRow> rows)
    {
        int scored = rows.Count(row => row.PublicScore is not null);
        double optimism = scored < 2 ? 0 : ExpectedMaximum(scored);
        bool isWarning = optimism >= 1;
        string number = optimism.ToString("0.0", CultureInfo.InvariantCulture);
        string sentence = scored == 0
            ? "not checked: no public score was read yet"
            : isWarning
                ? $"{scored} public scores were read: the public board is a second validation set by now, the best of them looks +{number} standard errors too good by luck alone; decide by the local score"
                : $"{scored} public {(scored == 1 ? "score was" : "scores were")} read";
        return new LeaderboardWear(scored, optimism, isWarning, sentence);
    }

    /// <summary>The mean of the largest of k standard normal numbers by Blom's formula, Φ⁻¹((k - 0.375) / (k + 0.25)): 1.5 for 10, 2.5 for 100.</summary>
    internal static double ExpectedMaximum(int k)
    {
        double p = (k - 0.375) / (k + 0.25);

        // Abramowitz and Stegun 26.2.23, error below 4.5e-4.
        double t = Math.Sqrt(-2 * Math.Log(1 - p));
        double numerator = 2.515517 + (0.802853 * t) + (0.010328 * t * t);
        double denominator = 1 + (1.432788 * t) + (0.189269 * t * t) + (0.001308 * t * t * t);
        return t - (numerator / denominator);
    }
}
