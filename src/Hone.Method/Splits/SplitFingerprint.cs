using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hone.Method;

/// <summary>SHA-256 over the sorted (id, split, fold) of every item and the hash of the data; the name under which results are comparable.</summary>
internal static class SplitFingerprint
{
    public static string Of(Split split, string dataHash)
    {
        int[] order = Enumerable.Range(0, split.Ids.Count).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(split.Ids[a], split.Ids[b]));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int index in order)
        {
            // Ids hold no control characters, so tab and line feed separate without ambiguity.
            hash.AppendData(Encoding.UTF8.GetBytes($"{split.Ids[index]}\t{WordOf(split.Parts[index])}\t{FoldOf(split, index)}\n"));
        }

        hash.AppendData(Encoding.UTF8.GetBytes($"data\t{dataHash}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string WordOf(Part part) => part switch
    {
        Part.Train => "train",
        Part.Valid => "valid",
        _ => "test",
    };

    public static Part? PartOf(string word) => word switch
    {
        "train" => Part.Train,
        "valid" => Part.Valid,
        "test" => Part.Test,
        _ => null,
    };

    public static string FoldOf(Split split, int index) =>
        split.Folds is null ? "" : split.Folds[index].ToString(CultureInfo.InvariantCulture);
}
