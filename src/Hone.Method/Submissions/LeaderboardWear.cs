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
        double optimism = scored < 2 ? 0 : ExpectedMaximum.Of(scored);
        bool isWarning = optimism >= 1;
        string number = optimism.ToString("0.0", CultureInfo.InvariantCulture);
        string sentence = scored == 0
            ? "not checked: no public score was read yet"
            : isWarning
                ? $"{scored} public scores were read: the public board is a second validation set by now, the best of them looks +{number} standard errors too good by luck alone; decide by the local score"
                : $"{scored} public {(scored == 1 ? "score was" : "scores were")} read";
        return new LeaderboardWear(scored, optimism, isWarning, sentence);
    }
}
