namespace Hone.Cli;

/// <summary>Breaks text into lines between words; a word that is wider than a line, such as a path, stays whole.</summary>
internal static class TextWrap
{
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            bool fits = line.Length == 0 || line.Length + 1 + word.Length <= width;
            if (fits)
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
            else
            {
                lines.Add(line);
                line = word;
            }
        }

        lines.Add(line);
        return lines;
    }
}
