using Hone.Learn;

namespace Hone.Method;

/// <summary>The one-line subset.</summary>
public static class DataLoadersExtensions
{
    /// <summary>
    /// Takes a sample of the training items for quick experiments (M24): chosen by a hash of the id, so that the 1% is inside the 5%, with the class shares of
    /// the whole, and in whole groups. Validation is untouched unless capped, so that numbers compare.
    /// </summary>
    /// <remarks>
    /// fastai's <see cref="ShortEpoch"/> cuts batches instead: repeated epochs then see other items. Classes are read from the target where it is a category; numbers are
    /// sampled by id alone. A sample smaller than a batch, or without some class, is raised to the minimum, which a warning says.
    /// </remarks>
    /// <param name="data">The loaders.</param>
    /// <param name="fraction">The share of the training items, above 0 and up to 1.</param>
    /// <param name="options">Seed, groups, minimum and a cap for validation.</param>
    /// <returns>Loaders over the sample, with their label and warnings.</returns>
    /// <exception cref="SplitException">The fraction is not in (0, 1] (20 is asked back as 20%), or there is not one group per training item.</exception>
    /// <example><code>
    /// data = data.Subset(0.01);
    /// </code></example>
    public static LoadersSubset Subset(this DataLoaders data, double fraction, SubsetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SubsetOptions();
        SplitSubset.RequireFraction(fraction);
        Dataset train = data.Train.Dataset;
        SplitSubset.RequireOneEach(options.Groups, train.Count, "group");
        int minimum = options.MinimumCount ?? Math.Min(data.Train.BatchSize, train.Count);
        string[] ids = [.. Enumerable.Range(0, train.Count).Select(train.IdAt)];
        SubsetChoice choice = SubsetSelection.Choose(ids, fraction, ClassesOf(train), options.Groups, minimum, options.Seed);
        var warnings = new List<string>();
        if (choice.RaisedClasses > 0)
        {
            warnings.Add($"{Numbers.Percent(fraction)} would leave {choice.RaisedClasses} classes without an item: each keeps one");
        }

        if (choice.Fraction > fraction)
        {
            warnings.Add($"{Numbers.Percent(fraction)} of {train.Count} items is less than one batch: raised to {choice.Positions.Length} items");
        }

        return new LoadersSubset
        {
            Loaders = data.With(data.Train.WithDataset(train.Subset(choice.Positions)), Capped(data.Valid, options, warnings), data.Test),
            Fraction = fraction,
            Warnings = warnings,
        };
    }

    private static string[]? ClassesOf(Dataset train) => train.Target is { DType: DType.Int64, RowShape.Rank: 0 }
        ? Array.ConvertAll(DatasetTargets.Read(train), code => Numbers.Plain(code))
        : null;

    private static DataLoader Capped(DataLoader valid, SubsetOptions options, List<string> warnings)
    {
        if (options.ValidCap is not int cap || cap >= valid.Dataset.Count)
        {
            return valid;
        }

        string[] ids = [.. Enumerable.Range(0, valid.Dataset.Count).Select(valid.Dataset.IdAt)];
        int[] positions = new IdHash(options.Seed, "valid cap").Shuffle(Enumerable.Range(0, ids.Length), ids)[..Math.Max(1, cap)];
        warnings.Add($"validation is cut to {positions.Length} of {ids.Length} items: its scores do not compare with those on all of them");
        return valid.WithDataset(valid.Dataset.Subset([.. positions.Order()]));
    }
}
