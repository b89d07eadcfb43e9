namespace Hone.Learn.Data;

/// <summary>Numbers words in the order in which they first occur.</summary>
internal sealed class TextLevels
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);

    public int Of(string word)
    {
        if (!_codes.TryGetValue(word, out int code))
        {
            code = _codes.Count;
            _codes.Add(word, code);
        }

        return code;
    }

    public string[] Names()
    {
        var names = new string[_codes.Count];
        foreach ((string name, int code) in _codes)
        {
            names[code] = name;
        }

        return names;
    }
}
