using System.Text;

namespace Hone.Method;

/// <summary>Texts in the forms under which they are compared.</summary>
internal static class TextForm
{
    /// <summary>Letters and digits alone, lower case: what is left when blanks, punctuation and case are changed.</summary>
    public static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (char letter in LetterComposition.Apply(text))
        {
            if (char.IsLetterOrDigit(letter))
            {
                bare.Append(char.ToLowerInvariant(letter));
            }
        }

        return bare.ToString();
    }

    /// <summary>The words, lower case, without punctuation.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
