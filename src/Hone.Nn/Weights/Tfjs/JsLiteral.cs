using System.Text;

namespace Hone.Nn;

/// <summary>
/// Turns the literal of a JavaScript array or object into JSON: keys without quotes, numbers such as <c>.5</c>, the minifier's <c>!0</c> and <c>!1</c>. JSON itself
/// stays as it is. Nothing is evaluated.
/// </summary>
internal static class JsLiteral
{
    private const int MostDepth = 32;

    /// <summary>Reads one literal.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">The text of the file.</param>
    /// <param name="start">Where the literal begins.</param>
    /// <returns>The literal as JSON.</returns>
    /// <exception cref="HoneFormatException">There is something else than a literal.</exception>
    public static string ToJson(string path, ReadOnlySpan<byte> text, int start)
    {
        var json = new StringBuilder();
        int depth = 0;
        int at = start;
        while (at < text.Length)
        {
            byte c = text[at];
            switch (c)
            {
                case (byte)'[' or (byte)'{':
                    if (++depth > MostDepth)
                    {
                        throw Broken(path, at, $"At most {MostDepth} levels.", "more");
                    }

                    json.Append((char)c);
                    at++;
                    break;
                case (byte)']' or (byte)'}':
                    json.Append((char)c);
                    at++;
                    if (--depth <= 0)
                    {
                        return json.ToString();
                    }

                    break;
                case (byte)',' or (byte)':' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                    json.Append((char)c);
                    at++;
                    break;
                case (byte)'"':
                    at = CopyString(path, text, at, json);
                    break;
                case (byte)'!':
                    json.Append(at + 1 < text.Length && text[at + 1] is (byte)'0' ? "true" : at + 1 < text.Length && text[at + 1] is (byte)'1' ? "false" : throw Broken(path, at, "!0 or !1.", "another expression"));
                    at += 2;
                    break;
                case (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'):
                    at = CopyNumber(text, at, json);
                    break;
                default:
                    at = CopyWord(path, text, at, json);
                    break;
            }
        }

        throw Broken(path, at, "The end of the literal that begins at byte " + start + ".", "the end of the file", "copy or download the file again: it is cut off");
    }

    private static int CopyString(string path, ReadOnlySpan<byte> text, int start, StringBuilder json)
    {
        int at = start + 1;
        while (at < text.Length && text[at] != '"')
        {
            // A backslash takes the next character with it.
            at += text[at] == '\\' ? 2 : 1;
        }

        if (at >= text.Length)
        {
            throw Broken(path, start, "A text with its closing quote.", "the end of the file", "copy or download the file again: it is cut off");
        }

        json.Append(Encoding.UTF8.GetString(text[start..(at + 1)]));
        return at + 1;
    }

    private static int CopyNumber(ReadOnlySpan<byte> text, int start, StringBuilder json)
    {
        int at = start;
        if (text[at] == '-')
        {
            json.Append('-');
            at++;
        }

        if (at < text.Length && text[at] == '.')
        {
            json.Append('0');
        }

        while (at < text.Length && text[at] is (byte)'.' or (byte)'+' or (byte)'-' or (byte)'e' or (byte)'E' or (>= (byte)'0' and <= (byte)'9'))
        {
            json.Append((char)text[at++]);
        }

        return at;
    }

    private static int CopyWord(string path, ReadOnlySpan<byte> text, int start, StringBuilder json)
    {
        int at = start;
        while (at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'_' or (byte)'$'))
        {
            at++;
        }

        string word = Encoding.ASCII.GetString(text[start..at]);
        if (word.Length == 0)
        {
            throw Broken(path, start, "A literal: texts, numbers, arrays and objects.", $"byte 0x{text[start]:x2}");
        }

        bool isKey = at < text.Length && text[at] == ':';
        if (!isKey && word is not ("true" or "false" or "null"))
        {
            throw Broken(path, start, "A literal: texts, numbers, arrays and objects.", $"the name {word[..Math.Min(word.Length, 40)]}");
        }

        json.Append(isKey ? $"\"{word}\"" : word);
        return at;
    }

    private static HoneFormatException Broken(string path, int at, string expected, string got, string? tryThis = null) =>
        new(path, at, expected, got, tryThis ?? "use the model.json or model.min.js that the TensorFlow.js converter or npm package gave");
}
