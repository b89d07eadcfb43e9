using System.Globalization;
using System.Text.RegularExpressions;

namespace Hone.Method;

/// <summary>A parameter that is searched, and its values: <c>lr=1e-4..1e-1:log</c>, <c>trees=100..1000:int</c>, <c>width=64,128,256</c>.</summary>
public sealed partial record SearchRange
{
    private const string Where = "--search";

    private readonly double _low;
    private readonly double _high;
    private readonly bool _isLog;
    private readonly bool _isWhole;
    private readonly string[] _values = [];

    private SearchRange(string name, string text, string[] values)
    {
        Name = name;
        Text = text;
        _values = values;
    }

    private SearchRange(string name, string text, double low, double high, bool isLog, bool isWhole)
    {
        Name = name;
        Text = text;
        _low = low;
        _high = high;
        _isLog = isLog;
        _isWhole = isWhole;
    }

    /// <summary>The parameter, as <see cref="Recipe.Param"/> names it.</summary>
    public string Name { get; }

    /// <summary>The values as they were typed.</summary>
    public string Text { get; }

    /// <summary>Reads a range.</summary>
    /// <param name="text">A name, <c>=</c>, and <c>low..high</c> with <c>:log</c> or <c>:int</c> (or both), or values with commas between them.</param>
    /// <exception cref="RecipeException">The text has another form, the range is empty, or a logarithmic one does not begin above 0.</exception>
    public static SearchRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.IndexOf('=', StringComparison.Ordinal);
        string name = at < 1 ? "" : text[..at].Trim();
        string values = at < 1 ? "" : text[(at + 1)..].Trim();
        if (name.Length == 0 || values.Length == 0)
        {
            throw Wrong("NAME=LOW..HIGH, with :log or :int, or NAME=A,B,C", text);
        }

        Match match = Range().Match(values);
        if (!match.Success)
        {
            string[] listed = [.. values.Split(',', StringSplitOptions.TrimEntries)];
            return listed.Length > 1 && Array.TrueForAll(listed, value => value.Length > 0)
                ? new SearchRange(name, values, listed)
                : throw Wrong("NAME=LOW..HIGH, with :log or :int, or NAME=A,B,C", text);
        }

        double low = double.Parse(match.Groups["low"].Value, CultureInfo.InvariantCulture);
        double high = double.Parse(match.Groups["high"].Value, CultureInfo.InvariantCulture);
        string[] how = [.. match.Groups["how"].Captures.Select(capture => capture.Value)];
        bool isLog = how.Contains("log");
        if (low >= high || (isLog && low <= 0))
        {
            throw Wrong(isLog ? "a low end above 0 and below the high end" : "a low end below the high end", text);
        }

        return new SearchRange(name, values, low, high, isLog, how.Contains("int"));
    }

    /// <summary>A value, as it would be typed.</summary>
    internal string Draw(RandomStream random)
    {
        if (_values.Length > 0)
        {
            return _values[random.NextInt(_values.Length)];
        }

        double share = random.NextDouble();
        if (_isWhole)
        {
            double whole = _isLog ? Math.Exp(Between(Math.Log(_low), Math.Log(_high + 1), share)) : Between(_low, _high + 1, share);
            return Math.Clamp(Math.Floor(whole), Math.Ceiling(_low), Math.Floor(_high)).ToString("0", CultureInfo.InvariantCulture);
        }

        double value = _isLog ? Math.Exp(Between(Math.Log(_low), Math.Log(_high), share)) : Between(_low, _high, share);

        // Three figures are more than a search can tell apart, and can be typed.
        return value.ToString("G3", CultureInfo.InvariantCulture);
    }

    /// <summary>The name and the values.</summary>
    public override string ToString() => $"{Name}={Text}";

    private static double Between(double low, double high, double share) => low + ((high - low) * share);

    private static RecipeException Wrong(string expected, string text) => new(ExitCode.Usage, expected, $"'{text}'", Where, "such as --search lr=1e-4..1e-1:log");

    [GeneratedRegex(@"^(?<low>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\.\.(?<high>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?::(?<how>log|int))*$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
