using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Turns categories into codes: 0 for <c>#na#</c>, then 1 on by the sorted values of the training rows; fastai's <c>Categorify</c>.</summary>
/// <remarks>Values that the training rows do not have, and missing ones, become code 0; the former are counted in the report, and the latter where no training row lacks the value.</remarks>
public sealed class Categorify : TabularProc
{
    /// <summary>The name of code 0.</summary>
    public const string Unknown = "#na#";

    /// <inheritdoc/>
    public override int Order => 1;

    /// <inheritdoc/>
    public override FittedProc Fit(Frame train, TabularNames names)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(names);
        return new FittedCategorify(names, [.. names.Categorical.Select(name => new ColumnCategories(name, [Unknown, .. ColumnLevels.Sorted(train[name])], train[name].MissingCount > 0))]);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => nameof(Categorify);
}
