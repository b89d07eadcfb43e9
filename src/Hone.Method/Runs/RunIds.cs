using System.Globalization;
using System.Security.Cryptography;

namespace Hone.Method;

/// <summary>Makes ids that sort by time and do not collide across machines.</summary>
internal sealed class RunIds(TimeProvider clock, ulong? seed)
{
    // Base 32 without the letters that are taken for digits or for each other.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    // yyyyMMdd-HHmm
    private const int TimeLength = 13;

    private ulong _made;

    public string Next()
    {
        string time = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture);
        ulong bits = seed is ulong start
            ? new CounterRandom(start)[_made++]
            : (ulong)RandomNumberGenerator.GetInt32(1 << 20);
        Span<char> letters = stackalloc char[4];
        for (int i = 0; i < letters.Length; i++)
        {
            letters[i] = Alphabet[(int)((bits >> (5 * i)) & 31)];
        }

        return $"{time}-{letters}";
    }

    /// <summary>Whether two runs began in the same minute: their ids alone do not tell which was first.</summary>
    public static bool IsOfOneMinute(string a, string b) => string.CompareOrdinal(a, 0, b, 0, TimeLength) == 0;

    public static bool IsId(string text) =>
        text.Length == 18 && text[8] == '-' && text[13] == '-' && text[..8].All(char.IsAsciiDigit) && text[9..13].All(char.IsAsciiDigit)
        && text[14..].All(Alphabet.Contains);
}
