using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Finds the name that was probably meant by one that does not exist.</summary>
internal static class NearName
{
    /// <summary>The known name with the fewest letters to change, whatever their case; of several the first.</summary>
    /// <param name="typed">What does not exist.</param>
    /// <param name="known">What exists, at least one name.</param>
    public static string Of(string typed, IEnumerable<string> known) => known.MinBy(name => EditDistance.Of(typed.ToLowerInvariant(), name.ToLowerInvariant()))!;
}
