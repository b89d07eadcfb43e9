using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hone.Method;

/// <summary>
/// SHA-256 over the sorted (id, split, fold) of every item, for folds in time also its time and the windows, and the hash of the data;
/// the name under which results are comparable.
/// </summary>
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
            hash.AppendData(Encoding.UTF8.GetBytes($"{split.Ids[index]}\t{WordOf(split.Parts[index])}\t{FoldOf(split, index)}{TimeOf(split, index)}\n"));
        }

        foreach (FoldWindow window in split.Windows ?? [])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"window\t{(window.TrainFrom is DateTime from ? Moments.Text(from) : "")}\t{Moments.Text(window.TrainBefore)}\t{Moments.Text(window.ValidFrom)}\t{Moments.Text(window.ValidBefore)}\n"));
        }

        hash.AppendData(Encoding.UTF8.GetBytes($"data\t{dataHash}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string WordOf(Part part) => part switch
    {
        Part.Train => "train",
        Part.Valid => "valid",
        Part.Test => "test",
        _ => "gap",
    };

    public static Part? PartOf(string word) => word switch
    {
        "train" => Part.Train,
        "valid" => Part.Valid,
        "test" => Part.Test,
        "gap" => Part.Gap,
        _ => null,
    };

    public static string FoldOf(Split split, int index) =>
        split.Folds is null || split.Folds[index] < 0 ? "" : split.Folds[index].ToString(CultureInfo.InvariantCulture);

    private static string TimeOf(Split split, int index) => split.Details.Times is null ? "" : "\t" + Moments.Text(split.Details.Times[index]);
}
