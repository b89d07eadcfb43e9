using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Turns categories into codes: 0 for <c>#na#</c>, then 1 on by the sorted values of the training rows; fastai's <c>Categorify</c>.</summary>
/// <remarks>
/// Values that the training rows do not have, and missing ones, become code 0; the former are counted in the report, and the latter where no training row lacks the value.
/// A column whose categories have an order keeps it where the order is given, as fastai keeps that of pandas: <c>new Categorify(new Dictionary&lt;string, IReadOnlyList&lt;string&gt;&gt; { ["size"] = ["small", "large"] })</c>.
/// </remarks>
public sealed class Categorify : TabularProc
{
    /// <summary>The name of code 0.</summary>
    public const string Unknown = "#na#";

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _vocabs;

    /// <summary>Stores the categories that are given.</summary>
    /// <param name="vocabs">Categories of some columns, without <c>#na#</c>, as they are written and kept in this order; null sorts those of the training rows for every column.</param>
    public Categorify(IReadOnlyDictionary<string, IReadOnlyList<string>>? vocabs = null) => _vocabs = vocabs ?? new Dictionary<string, IReadOnlyList<string>>();

    /// <inheritdoc/>
    public override int Order => 1;

    /// <inheritdoc/>
    /// <exception cref="HoneDataException">Categories are given for a column that has none, or a training row has another value; the message names column and row of the training part.</exception>
    public override FittedProc Fit(Frame train, TabularNames names)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in _vocabs.Keys.Where(name => !names.Categorical.Contains(name)))
        {
            throw new HoneDataException($"Categories are given for categorical columns: {string.Join(", ", names.Categorical)}.", $"\"{name}\"", nameof(Categorify), "correct the name, or name the column in TabularOptions.CatNames");
        }

        return new FittedCategorify(names, [.. names.Categorical.Select(name => new ColumnCategories(name, [Unknown, .. Categories(train[name])], train[name].MissingCount > 0))]);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => nameof(Categorify);

    private IReadOnlyList<string> Categories(FrameColumn column)
    {
        if (!_vocabs.TryGetValue(column.Name, out IReadOnlyList<string>? given))
        {
            return ColumnLevels.Sorted(column);
        }

        Vocabulary vocab = Vocabulary.Of(given, $"Categorify, column {column.Name},");
        for (int row = 0; row < column.Count; row++)
        {
            if (column.TextAt(row) is { } value && !vocab.Contains(value))
            {
                throw new HoneDataException(Vocabulary.Expected(given), $"\"{value}\" in training row {row}", $"column {column.Name}", "correct the value, leave it empty, or give the category to Categorify");
            }
        }

        return given;
    }
}
