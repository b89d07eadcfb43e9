using System.Text.RegularExpressions;

namespace Hone.Nn;

/// <summary>What becomes of the weights whose names fit a pattern.</summary>
public sealed class KeyRule
{
    /// <summary>Null for a rule about one name: expressions take milliseconds to build, and a map has hundreds of names.</summary>
    private readonly Regex? _pattern;
    private readonly string? _name;

    private KeyRule(string name, string newName, WeightLayout layout, string pattern)
    {
        _name = name;
        Pattern = pattern;
        Replacement = newName;
        Layout = layout;
    }

    private KeyRule(string pattern, string? replacement, WeightLayout layout)
    {
        Pattern = pattern;
        Replacement = replacement;
        Layout = layout;
        try
        {
            // Without backtracking no name can take long, whoever wrote it.
            _pattern = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new HoneException("A regular expression without look-around and back references.", $"\"{pattern}\"", nameof(KeyRule), error.Message, error);
        }
    }

    /// <summary>The regular expression that the name must contain.</summary>
    public string Pattern { get; }

    /// <summary>What its match is replaced with, such as <c>layer$1.</c>; null for weights that are left out.</summary>
    public string? Replacement { get; }

    /// <summary>The order of axes in the source.</summary>
    public WeightLayout Layout { get; }

    /// <summary>Replaces the match of a regular expression.</summary>
    /// <param name="pattern">The expression; begin it with ^ to tie it to the start of the name.</param>
    /// <param name="replacement">The new text; $1 stands for the first group.</param>
    /// <param name="layout">The order of axes in the source; PyTorch's unless told.</param>
    /// <exception cref="HoneException">The expression is not valid.</exception>
    public static KeyRule Rename(string pattern, string replacement, WeightLayout layout = WeightLayout.AsIs)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentNullException.ThrowIfNull(replacement);
        return new KeyRule(pattern, replacement, layout);
    }

    /// <summary>Gives one weight another name.</summary>
    /// <param name="name">The whole name, literally.</param>
    /// <param name="newName">The new name, literally.</param>
    /// <param name="layout">The order of axes in the source; PyTorch's unless told.</param>
    public static KeyRule Exact(string name, string newName, WeightLayout layout = WeightLayout.AsIs)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(newName);
        return new KeyRule(name, newName, layout, $"^{Regex.Escape(name)}$");
    }

    /// <summary>Replaces the beginning of a name.</summary>
    /// <param name="prefix">The beginning, literally.</param>
    /// <param name="replacement">The new beginning; empty to cut it off.</param>
    public static KeyRule Prefix(string prefix, string replacement)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentNullException.ThrowIfNull(replacement);
        return new KeyRule("^" + Regex.Escape(prefix), replacement.Replace("$", "$$", StringComparison.Ordinal), WeightLayout.AsIs);
    }

    /// <summary>Leaves weights out, such as the head for other classes; the report names them.</summary>
    /// <param name="pattern">The expression.</param>
    /// <exception cref="HoneException">The expression is not valid.</exception>
    public static KeyRule Ignore(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return new KeyRule(pattern, null, WeightLayout.AsIs);
    }

    internal bool Fits(string name) => _pattern is null ? name == _name : _pattern.IsMatch(name);

    internal string Apply(string name) => _pattern is null ? Replacement! : _pattern.Replace(name, Replacement!, 1);

    internal Tensor Arrange(string name, Tensor tensor)
    {
        int axes = Layout == WeightLayout.AsIs ? tensor.Rank : Layout == WeightLayout.InOut ? 2 : 4;
        if (tensor.Rank != axes)
        {
            throw new HoneException($"A weight in the order {Layout} has {axes} axes.", $"{name} of shape {tensor.Shape}", nameof(KeyMap), "choose the layout of the rule that fits the source");
        }

        return Layout switch
        {
            WeightLayout.InOut => tensor.Permute(1, 0),
            WeightLayout.HeightWidthInOut => tensor.Permute(3, 2, 0, 1),
            WeightLayout.HeightWidthChannels => tensor.Permute(2, 3, 0, 1),
            _ => tensor,
        };
    }
}
