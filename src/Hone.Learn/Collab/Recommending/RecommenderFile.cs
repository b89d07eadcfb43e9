using System.IO.Compression;
using System.Security.Cryptography;
using Hone.Files;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Reads and writes recommenders: a zip archive with <c>model.json</c> (<see cref="RecommenderContent"/>), the weights, and the items that each user has chosen. Nothing in it is
/// executed; sizes are checked before memory is taken.
/// </summary>
internal static class RecommenderFile
{
    private const string WeightsName = "weights.safetensors";
    private const string SeenName = "seen.safetensors";
    private const string Starts = "starts";
    private const string Items = "items";

    public static void Write(string path, Recommender recommender, SeenItems seen, ConfigCatalog catalog)
    {
        ModelConfig model = recommender.Model.Config ?? throw new HoneException("A model that can be told as data, because a model file holds no code.", recommender.Model.TypeName, nameof(Recommender), "give the module a ModelConfig in its Config, and the catalog its name");
        using var weights = new MemoryStream();
        recommender.Model.Save(weights);
        byte[] weightBytes = weights.ToArray();
        byte[] seenBytes = Bytes(seen);
        var content = new RecommenderContent(
            RecommenderContent.FormatName,
            RecommenderContent.CurrentVersion,
            recommender.User,
            recommender.Item,
            recommender.Users,
            recommender.Items,
            model,
            Hash(weightBytes),
            Hash(seenBytes));
        byte[] json = ModelFile.Serialize(content, catalog);
        if (json.Length > ModelArchive.MostJsonBytes)
        {
            throw new HoneException($"Names of users and items in at most {ModelArchive.MostJsonBytes} bytes.", $"{json.Length} bytes for {recommender.Users.Count} users and {recommender.Items.Count} items", nameof(Recommender), "give them shorter names, such as numbers");
        }

        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            ModelArchive.Add(archive, ModelArchive.JsonName, json);
            ModelArchive.Add(archive, WeightsName, weightBytes);
            ModelArchive.Add(archive, SeenName, seenBytes);
        });
    }

    public static Recommender Read(string path, PredictorOptions options) => ModelArchive.Read(path, archive =>
    {
        string place = $"{path}, {ModelArchive.JsonName}";
        RecommenderContent content = ModelFile.Parse<RecommenderContent>(ModelArchive.Json(archive, path), RecommenderContent.FormatName, RecommenderContent.CurrentVersion, options.Catalog, place);
        RequireNames(content.Users, "users", place);
        RequireNames(content.Items, "items", place);
        byte[] weights = ModelArchive.Bytes(archive, WeightsName, content.WeightsSha256, options.MostWeightBytes, path);
        byte[] seen = ModelArchive.Bytes(archive, SeenName, content.SeenSha256, options.MostWeightBytes, path);
        Module model = ModelFile.Build(content.Model, weights, path, $"{path}, {WeightsName}");
        SeenItems chosen = Seen(seen, content.Users.Count, content.Items.Count, $"{path}, {SeenName}");
        try
        {
            return new Recommender(content.User, content.Item, content.Users, content.Items, model, chosen);
        }
        catch (Exception error) when (error is ArgumentException or (HoneException and not HoneFormatException))
        {
            throw new HoneFormatException(place, null, $"A model that scores {content.Users.Count} users and {content.Items.Count} items.", error.Message, "export the model again", error);
        }
    });

    public static bool IsRecommender(string path) => ModelArchive.IsFormat(path, RecommenderContent.FormatName);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void RequireNames(IReadOnlyList<string> names, string what, string place)
    {
        int different = names.Distinct(StringComparer.Ordinal).Count();
        if (names.Count < 2 || different != names.Count)
        {
            throw new HoneFormatException(place, null, $"One place for unknown {what}, then different names, at least one.", $"{names.Count} names, {different} different ones", "export the model again");
        }
    }

    /// <summary>The chosen items user after user, and where those of each user start.</summary>
    private static byte[] Bytes(SeenItems seen)
    {
        var starts = new long[seen.Users + 1];
        var items = new List<int>(seen.Count);
        for (int user = 0; user < seen.Users; user++)
        {
            items.AddRange(seen.Of(user));
            starts[user + 1] = items.Count;
        }

        using var stream = new MemoryStream();
        Safetensors.Write(stream, new Dictionary<string, Tensor>
        {
            [Starts] = Tensor.From(starts, [starts.Length]),
            [Items] = Tensor.From(items.ToArray(), [items.Count]),
        });
        return stream.ToArray();
    }

    private static SeenItems Seen(byte[] bytes, int users, int items, string place)
    {
        IReadOnlyDictionary<string, Tensor> tensors = Safetensors.Read(new MemoryStream(bytes), place).Tensors;
        bool fits = tensors.TryGetValue(Starts, out Tensor? starts) && tensors.TryGetValue(Items, out Tensor? chosen)
            && starts is { DType: DType.Int64, Rank: 1 } && chosen is { DType: DType.Int32, Rank: 1 } && starts.ElementCount == users + 1;
        if (!fits)
        {
            throw new HoneFormatException(place, null, $"The chosen items of {users} users: {Starts}, [{users + 1}] of Int64, and {Items}, [choices] of Int32.", string.Join(", ", tensors.Select(pair => $"{pair.Key} {pair.Value.DType} {pair.Value.Shape}")), "export the model again");
        }

        long[] begin = starts!.ToArray<long>();
        int[] codes = tensors[Items].ToArray<int>();
        var pairs = new List<(int User, int Item)>(codes.Length);
        for (int user = 0; user < users; user++)
        {
            bool isRange = begin[user] >= 0 && begin[user] <= begin[user + 1] && begin[user + 1] <= codes.Length;
            for (long i = begin[user]; isRange && i < begin[user + 1]; i++)
            {
                pairs.Add((user, codes[i]));
            }
        }

        if (pairs.Count != codes.Length || begin[0] != 0 || pairs.Exists(pair => (uint)pair.Item >= (uint)items))
        {
            throw new HoneFormatException(place, null, $"Each of {codes.Length} choices belongs to one user and is an item below {items}.", $"{pairs.Count} choices in order", "export the model again");
        }

        return new SeenItems(users, pairs);
    }
}
