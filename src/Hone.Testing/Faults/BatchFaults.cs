using Hone.Learn;
using Hone.Method;

namespace Hone.Testing;

/// <summary>Batches that are not what they should be, and parts that are not apart.</summary>
internal static class BatchFaults
{
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        Fault("an input that is not normalized", "batch/not-normalized", Severity.Warn, "columns are not normalized", "add Normalize", NotNormalized),
        Fault("a value that is not a number", "batch/not-finite", Severity.Error, "first NaN in item row", "logarithm", NotFinite),
        Fault("labels off by one", "batch/labels", Severity.Error, "they go from 1 to 3", "the labels count from 1", OffByOne),
        Fault("a getter that gives every item the same input", "batch/equal-items", Severity.Error, "items are equal", "getter of the input", EqualItems),
        Fault("a training part that is sorted by class and not shuffled", "batch/one-class", Severity.Error, "items are of class 0", "shuffle the training part", Sorted),
        Fault("augmentation of validation", "batch/validation-changes", Severity.Error, "transforms Jitter", "augment the training part alone", Augmented),
        Fault("training on validation items", "batch/train-on-validation", Severity.Error, "the model trains on 60 of 60 validation items", "split before the loaders are made", TrainOnValidation),
        Fault("validation by the training part", "batch/train-on-validation", Severity.Error, "the model trains on 180 of 180 validation items", "split before the loaders are made", ValidateOnTrain),
        Fault("a few validation items in another list for training", "batch/train-on-validation", Severity.Error, "the model trains on 5 of 60 validation items", "split before the loaders are made", TwoLists),
    ];

    private static PlantedFault Fault(string name, string id, Severity severity, string cause, string fix, Func<ModelDraft, bool, ModelDraft> plant) => PlantedFault.Of(
        FaultKind.Batch,
        name,
        id,
        severity,
        cause,
        fix,
        (seed, isPlanted, cancellationToken) => plant(new ModelDraft(seed), isPlanted).Suite((Func<Learner>?)null, cancellationToken));

    private static ModelDraft NotNormalized(ModelDraft draft, bool isPlanted) => draft with { ChangeRow = (_, row) => Change(row, value => isPlanted ? 128 + (40 * value) : value) };

    // Every other item: the check looks at one batch, which must have one of them.
    private static ModelDraft NotFinite(ModelDraft draft, bool isPlanted) => draft with { ChangeRow = (item, row) => row[4] = isPlanted && item % 2 == 0 ? float.NaN : row[4] };

    private static ModelDraft OffByOne(ModelDraft draft, bool isPlanted) => draft with { Transforms = [new LabelShift(isPlanted ? 1 : 0)] };

    private static ModelDraft EqualItems(ModelDraft draft, bool isPlanted) => draft with { ChangeRow = (_, row) => Change(row, value => isPlanted ? 0.5f : value) };

    // The twin is sorted too, and shuffled by its loader.
    private static ModelDraft Sorted(ModelDraft draft, bool isPlanted) => draft with
    {
        ChangeLoaders = data => new DataLoaders(BySort(data.Train, shuffle: !isPlanted), data.Valid),
    };

    private static DataLoader BySort(DataLoader train, bool shuffle)
    {
        var classes = new Dictionary<int, long>();
        foreach (Batch batch in train.InOrder().Read())
        {
            for (int row = 0; row < batch.Count; row++)
            {
                classes[batch.Indices[row]] = batch.Target!.ToArray<long>()[row];
            }

            batch.Release();
        }

        int[] sorted = [.. train.Dataset.Indices.ToArray().OrderBy(index => classes[index])];
        return new DataLoader(train.Dataset.At(sorted), train.Options with { Shuffle = shuffle });
    }

    private static ModelDraft Augmented(ModelDraft draft, bool isPlanted) => draft with { Transforms = [new Jitter(trainOnly: !isPlanted)] };

    private static ModelDraft TrainOnValidation(ModelDraft draft, bool isPlanted) => draft with
    {
        ChangeLoaders = data => new DataLoaders(isPlanted ? data.Train.WithDataset(data.Train.Dataset.At([.. Enumerable.Range(0, draft.Items)])) : data.Train, data.Valid),
    };

    private static ModelDraft ValidateOnTrain(ModelDraft draft, bool isPlanted) => draft with
    {
        ChangeLoaders = data => new DataLoaders(data.Train, isPlanted ? data.Valid.WithDataset(data.Train.Dataset) : data.Valid),
    };

    // Two lists of items, each with its own ids: only ids and contents together can tell.
    private static ModelDraft TwoLists(ModelDraft draft, bool isPlanted) => draft with
    {
        ChangeLoaders = data =>
        {
            Dataset other = new ModelDraft(draft.Seed).Loaders().Train.Dataset;
            int[] train = [.. Enumerable.Range(0, isPlanted ? 185 : 180)];
            return new DataLoaders(data.Train.WithDataset(other.At(train)), data.Valid);
        },
    };

    private static void Change(float[] row, Func<float, float> change)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = change(row[i]);
        }
    }
}
