using System.Text.RegularExpressions;

namespace Hone.Conventions.Tests;

/// <summary>The list of known pains names tests that exist.</summary>
public sealed partial class KnownPainsTests
{
    [Fact]
    public void Every_test_that_the_list_of_known_pains_names_exists()
    {
        string list = File.ReadAllText(Path.Combine(Repository.Root, "docs", "known-pains.md"));
        MatchCollection named = TestName().Matches(list);
        Assert.True(named.Count > 20, $"{named.Count} tests are named");
        Dictionary<string, string> sources = Repository.Sources("tests").GroupBy(path => Path.GetFileNameWithoutExtension(path)).ToDictionary(group => group.Key, group => string.Concat(group.Select(File.ReadAllText)));
        string[] missing = [.. named.Where(name => !sources.TryGetValue(name.Groups[1].Value, out string? text) || !text.Contains($"void {name.Groups[2].Value}(", StringComparison.Ordinal)).Select(name => name.Value)];
        Assert.Empty(missing);
    }

    [GeneratedRegex("`([A-Za-z0-9]+)\\.([A-Z][A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
