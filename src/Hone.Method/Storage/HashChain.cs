using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>
/// Links the rows of an append-only file: each carries the hash of the row before it, so an edited, removed or inserted row shows.
/// It detects accidents and temptation, not attackers: who rewrites the whole file can make it consistent again.
/// </summary>
internal static class HashChain
{
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    private const string HashField = "hash";
    private const string PreviousField = "previous";

    /// <summary>Adds <c>previous</c> and <c>hash</c> to a row; returns the hash.</summary>
    public static string Link(JsonObject row, string previous)
    {
        row[PreviousField] = previous;
        row.Remove(HashField);
        string hash = HashOf(row);
        row[HashField] = hash;
        return hash;
    }

    public static string HeadOf(JsonLinesFile file) =>
        file.Rows.Count == 0 ? Genesis : TextOf(file.Rows[^1], HashField);

    /// <summary>Returns the first link that does not hold, or null when all do. A torn last line is a crash, not an edit.</summary>
    public static BrokenLink? Verify(JsonLinesFile file)
    {
        string previous = Genesis;
        DamagedLine? damaged = file.Damaged.FirstOrDefault(line => !line.IsLast);
        for (int i = 0; i < file.Rows.Count; i++)
        {
            int number = file.LineNumbers[i];
            JsonElement row = file.Rows[i];
            string linked = TextOf(row, PreviousField);
            if (linked != previous)
            {
                // A torn line that later lines were appended to never entered the chain; here it hides a missing link.
                return damaged is not null && damaged.Number < number
                    ? new BrokenLink(damaged.Number, "a readable line", damaged.Reason)
                    : new BrokenLink(number, $"previous {previous}", $"previous {linked}");
            }

            JsonObject fields = JsonObject.Create(row)!;
            fields.Remove(HashField);
            string expected = HashOf(fields);
            string got = TextOf(row, HashField);
            if (got != expected)
            {
                return new BrokenLink(number, $"hash {expected}", $"hash {got}");
            }

            previous = got;
        }

        return null;
    }

    private static string HashOf(JsonObject row) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Flat(row))));

    private static string TextOf(JsonElement row, string field) =>
        row.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "missing";
}
