namespace Hone.Method;

/// <summary>
/// Multinomial naive Bayes over words: ln p(c | text) = ln p(c) + Σ ln (n_wc + 1) / (n_c + V), with Laplace's one more of each word. Words are runs of letters and digits in lower
/// case; words that training has not seen say nothing.
/// </summary>
internal sealed class NaiveBayes(int classes)
{
    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);
    private readonly long[] _words = new long[classes];
    private readonly long[] _texts = new long[classes];

    public int WordCount => _counts.Count;

    public void Add(string text, int label)
    {
        _texts[label]++;
        foreach (string word in Words(text))
        {
            if (!_counts.TryGetValue(word, out int[]? counts))
            {
                counts = new int[classes];
                _counts.Add(word, counts);
            }

            counts[label]++;
            _words[label]++;
        }
    }

    public float[] Predict(string text)
    {
        var scores = new double[classes];
        for (int c = 0; c < classes; c++)
        {
            // A class without training texts keeps one text's worth of chance: its words are unknown, not impossible.
            scores[c] = Math.Log((_texts[c] + 1.0) / (_texts.Sum() + classes));
        }

        foreach (string word in Words(text))
        {
            if (_counts.TryGetValue(word, out int[]? counts))
            {
                for (int c = 0; c < classes; c++)
                {
                    scores[c] += Math.Log((counts[c] + 1.0) / (_words[c] + _counts.Count));
                }
            }
        }

        double largest = scores.Max();
        double total = scores.Sum(score => Math.Exp(score - largest));
        return Array.ConvertAll(scores, score => (float)(Math.Exp(score - largest) / total));
    }

    private static IEnumerable<string> Words(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isLetter = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isLetter && start < 0)
            {
                start = i;
            }
            else if (!isLetter && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }
}
