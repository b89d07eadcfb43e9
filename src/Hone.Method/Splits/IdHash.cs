using System.Text;

namespace Hone.Method;

/// <summary>
/// A random number per (seed, stream, id) that depends on nothing else: not on the order of the rows, not on threads, not on the platform.
/// Ordering items by it is a random permutation, and a prefix of that order is a random sample.
/// </summary>
internal readonly struct IdHash(ulong seed, string stream)
{
    private readonly ulong _key = CounterRandom.Mix(seed ^ CounterRandom.Mix(Fnv1A(stream)));

    public ulong Of(string id) => CounterRandom.Mix(_key ^ Fnv1A(id));

    /// <summary>Sorts indices by the number of their id; equal numbers, which are next to impossible, by the id itself.</summary>
    public int[] Shuffle(IEnumerable<int> indices, IReadOnlyList<string> ids)
    {
        int[] shuffled = indices.ToArray();
        ulong[] keys = new ulong[shuffled.Length];
        for (int i = 0; i < shuffled.Length; i++)
        {
            keys[i] = Of(ids[shuffled[i]]);
        }

        Array.Sort(keys, shuffled);
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] == keys[i - 1])
            {
                IdHash self = this;
                return shuffled.OrderBy(index => self.Of(ids[index])).ThenBy(index => ids[index], StringComparer.Ordinal).ToArray();
            }
        }

        return shuffled;
    }

    // FNV-1a over UTF-8: small, and the same on every machine; Mix spreads its weak upper bits.
    private static ulong Fnv1A(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte unit in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ unit) * 1099511628211;
        }

        return hash;
    }
}
