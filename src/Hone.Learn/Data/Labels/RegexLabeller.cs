using System.Text.RegularExpressions;

namespace Hone.Learn;

/// <summary>The first group of a regular expression is the label; fastai's <c>RegexLabeller</c>.</summary>
/// <example><code>new RegexLabeller(@"^(.+)_\d+\.jpg$").Label("great_pyrenees_173.jpg")   // great_pyrenees</code></example>
public sealed class RegexLabeller
{
    // Long enough for any name; ends patterns that try exponentially many ways.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private readonly Regex _pattern;
    private readonly bool _match;

    /// <summary>Compiles the pattern.</summary>
    /// <param name="pattern">With at least one group in parentheses.</param>
    /// <param name="match">Whether the pattern must begin at the first letter; otherwise it is searched for, as in fastai.</param>
    /// <exception cref="HoneException">The pattern is malformed or has no group.</exception>
    public RegexLabeller(string pattern, bool match = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        _match = match;
        try
        {
            _pattern = new Regex(pattern, RegexOptions.CultureInvariant, s_timeout);
        }
        catch (ArgumentException error)
        {
            throw new HoneException("A regular expression.", $"\"{pattern}\": {error.Message}", nameof(RegexLabeller), "check its parentheses and brackets", error);
        }

        if (_pattern.GetGroupNumbers().Length < 2)
        {
            throw new HoneException("A regular expression with a group, which is the label.", $"\"{pattern}\" without a group", nameof(RegexLabeller), "put parentheses around the label, as in ^(.+)_\\d+");
        }
    }

    /// <summary>The label of a name.</summary>
    /// <param name="name">Such as the name of a file.</param>
    /// <returns>What the first group matched.</returns>
    /// <exception cref="HoneDataException">The pattern is not found; the message names both.</exception>
    public string Label(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Match found;
        try
        {
            found = _pattern.Match(name);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new HoneDataException($"The pattern \"{_pattern}\" gives a label in {s_timeout.TotalSeconds} s.", $"no end for \"{name}\"", nameof(RegexLabeller), "write a pattern with fewer nested repetitions", error);
        }

        bool isFound = found.Success && found.Groups[1].Success && (!_match || found.Index == 0);
        return isFound
            ? found.Groups[1].Value
            : throw new HoneDataException($"The pattern \"{_pattern}\" finds a label.", $"none in \"{name}\"", nameof(RegexLabeller), "change the pattern, or leave the item out");
    }

    /// <summary>The pattern.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RegexLabeller({_pattern}{(_match ? ", match" : string.Empty)})";
}
