using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hone.Learn;

namespace Hone.Method;

/// <summary>Collects which items a recipe learned something from, and writes it into the record of its run.</summary>
internal sealed class RecipeStatistics
{
    private const int ShownItems = 3;

    private readonly List<(string Statistic, int[] Positions)> _seen = [];

    /// <summary>SHA-256 over ids in ordinal order, a line each.</summary>
    public static string HashOf(IEnumerable<string> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(ids.Order(StringComparer.Ordinal).Select(id => id + "\n")))));

    /// <summary>Notes what the preparation of a table has seen, as positions in the items of the project.</summary>
    public void AddTable(IReadOnlyList<int> rows, int tableRows, ProjectDataset items)
    {
        // A table with other rows is not that of the items: nothing is known about its positions.
        if (rows.Count > 0 && tableRows == items.Ids.Count)
        {
            Add("the preparation of the table", [.. rows]);
        }
    }

    /// <summary>Notes what a net and the transforms of its batches have seen.</summary>
    public void AddLearner(Learner learner, ProjectDataset items)
    {
        Dataset train = learner.Data.Train.Dataset;
        int[] positions = train.Indices.ToArray();
        bool isOfItems = positions.Select((position, i) => (position, Id: train.IdAt(i))).All(pair =>
            (uint)pair.position < (uint)items.Ids.Count && (pair.Id == items.Ids[pair.position] || pair.Id == pair.position.ToString(CultureInfo.InvariantCulture)));
        if (!isOfItems)
        {
            return;
        }

        Add("the weights of the net", positions);
        foreach (Normalize normalize in learner.Data.Train.Transforms.OfType<Normalize>().Where(normalize => normalize.FittedOn.Count > 0))
        {
            Add("mean and deviation of the inputs", [.. normalize.FittedOn]);
        }
    }

    /// <summary>Writes what is known into the run, and warns of what is outside the training items.</summary>
    public void Record(Recipe recipe, RecipeTraining training)
    {
        FittedStatistic[] fitted = [.. _seen.Select(seen => Of(seen.Statistic, seen.Positions, recipe))];
        training.Run!.Update(record => record with { Fitted = fitted });
        foreach (FittedStatistic statistic in fitted.Where(statistic => statistic.Outside > 0))
        {
            training.Warn($"{statistic.Statistic}: learned from {statistic.Outside} items outside the training part, of {statistic.Rows}: {string.Join(", ", statistic.Examples)}; its score is too good, and 'hone check leak' calls it an error");
        }
    }

    private static FittedStatistic Of(string statistic, int[] positions, Recipe recipe)
    {
        IReadOnlyList<string> ids = recipe.Items.Ids;
        HashSet<int> judged = [.. recipe.Valid, .. recipe.Test];
        HashSet<string> train = [.. recipe.Split.Split.TrainIndices.Select(index => recipe.Split.Split.Ids[index]), .. recipe.Train.Select(position => ids[position])];
        int[] distinct = [.. positions.Distinct()];
        string[] outside = [.. distinct.Where(position => judged.Contains(position) || !train.Contains(ids[position])).Select(position => ids[position])];
        return new FittedStatistic(statistic, distinct.Length, HashOf(distinct.Select(position => ids[position])), outside.Length, [.. outside.Take(ShownItems)]);
    }

    private void Add(string statistic, int[] positions)
    {
        if (!_seen.Exists(seen => seen.Statistic == statistic && seen.Positions.AsSpan().SequenceEqual(positions)))
        {
            _seen.Add((statistic, positions));
        }
    }
}
