namespace Hone.Learn;

/// <summary>What <see cref="Categorify"/> has learned.</summary>
/// <param name="Names">The roles of the columns after this step.</param>
/// <param name="Columns">The categories of each categorical column.</param>
public sealed record CategorifyConfig(TabularNames Names, IReadOnlyList<ColumnCategories> Columns) : FittedProcConfig
{
    /// <inheritdoc/>
    public override FittedProc Build()
    {
        foreach (ColumnCategories column in Columns)
        {
            string? twice = column.Categories.Skip(1).GroupBy(category => category, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
            if (column.Categories is not [Categorify.Unknown, ..] || twice is not null)
            {
                throw new HoneException($"Categories of {column.Name} begin with {Categorify.Unknown} and are different.", twice is null ? $"{column.Categories.Count} that begin otherwise" : $"\"{twice}\" twice", nameof(Categorify), "export the model again");
            }
        }

        ProcColumns.RequireSame(Names.Categorical, [.. Columns.Select(column => column.Name)], nameof(Categorify));
        return new FittedCategorify(Names, Columns);
    }
}
