using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// Asks whether training reads items that it is judged by: error when an item is in the training and in the validation loader. Items of one list are told
/// apart by their place in it; those of two lists are the same when id and content are.
/// </summary>
/// <param name="data">The loaders of the recipe.</param>
public sealed class PartsApartCheck(DataLoaders data) : Check
{
    // Only where the parts come from two lists must items be read to be compared.
    private const int MostItemsRead = 2_000;

    /// <inheritdoc/>
    public override string Id => "batch/parts";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Dataset train = data.Train.Dataset;
        Dataset valid = data.Valid.Dataset;
        if (valid.Count == 0)
        {
            return CheckResult.NotChecked(Id, "0 validation items");
        }

        string[] shared = ReferenceEquals(train.Ids, valid.Ids) ? SharedPlaces(train, valid) : SharedContents(cancellationToken);
        if (shared.Length == 0)
        {
            return CheckResult.Pass(Id, $"no validation item is in the training part (n = {train.Count} and {valid.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = "batch/train-on-validation",
            Severity = Severity.Error,
            What = $"the model trains on {shared.Length} of {valid.Count} validation items",
            Evidence = CheckText.First(shared),
            N = train.Count + valid.Count,
            Threshold = "0 items",
            HowToFix = "split before the loaders are made, and give each loader the items of its own part",
            Why = "a model that has learned the answers by heart scores well on them, and says nothing about new items",
        }]);
    }

    private static string[] SharedPlaces(Dataset train, Dataset valid)
    {
        HashSet<int> places = [.. train.Indices];
        return [.. valid.Indices.ToArray().Where(places.Contains).Select(place => valid.Ids[place])];
    }

    private string[] SharedContents(CancellationToken cancellationToken)
    {
        HashSet<(string, UInt128)> known = [.. Contents(data.Train, cancellationToken)];
        return [.. Contents(data.Valid, cancellationToken).Where(known.Contains).Select(item => item.Id)];
    }

    /// <summary>Id and content of each item as validation would see it.</summary>
    private static IEnumerable<(string Id, UInt128 Content)> Contents(DataLoader loader, CancellationToken cancellationToken) =>
        LoaderContent.Read(loader.InOrder(), 0, MostItemsRead, cancellationToken).Select(item => (loader.Dataset.Ids[item.Key], item.Value));
}
